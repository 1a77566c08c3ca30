import { Avatar } from '../../shared/ui/Avatar'
import type { PersonShown } from '../../shared/ui/person'

/** Two of a group's people, one before the other. `size` is the side in px of the square that they fill. */
export function GroupPicture({ people, size }: { people: readonly PersonShown[]; size: number }) {
  const [first, second] = people
  const each = Math.round(size * 0.68)
  return (
    <span className="relative inline-block shrink-0" style={{ width: size, height: size }}>
      {first && (
        <span className="absolute top-0 right-0">
          <Avatar person={first} size={each} />
        </span>
      )}
      {second && (
        <span className="absolute bottom-0 left-0 rounded-full ring-2 ring-surface">
          <Avatar person={second} size={each} />
        </span>
      )}
    </span>
  )
}
