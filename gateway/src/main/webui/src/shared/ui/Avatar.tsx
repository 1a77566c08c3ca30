import { UserRoundX } from 'lucide-react'
import { useState } from 'react'
import { initials, type PersonShown, photoSources, pictureHue } from './person'

export type Presence = 'online' | 'away' | 'offline'

/** Told apart by shape as well: filled, thick ring, thin ring. */
const PRESENCE_CLASS: Readonly<Record<Presence, string>> = {
  online: 'bg-ok',
  away: 'border-[2.5px] border-warn',
  offline: 'border-2 border-field',
}

/**
 * A person's picture: their photo, or initials on a colour of their own. `size` is its side in px, held free before the
 * photo is there. Decorative, since the name always stands beside it; `presenceLabel` gives the presence words where no
 * other text says it.
 */
export function Avatar({
  person,
  size = 40,
  presence,
  presenceLabel,
}: {
  person: PersonShown
  size?: number
  presence?: Presence
  presenceLabel?: string
}) {
  return (
    <span className="relative inline-block shrink-0" style={{ width: size, height: size }}>
      {person.deleted ? (
        <Gone size={size} />
      ) : person.photo ? (
        <Photo key={person.photo} photo={person.photo} person={person} size={size} />
      ) : (
        <Letters person={person} size={size} />
      )}
      {presence && (
        <span className="absolute -right-0.5 -bottom-0.5 grid size-3.5 place-items-center rounded-full bg-surface">
          <span
            {...(presenceLabel ? { role: 'img', 'aria-label': presenceLabel } : {})}
            className={`size-2.5 rounded-full ${PRESENCE_CLASS[presence]}`}
          />
        </span>
      )}
    </span>
  )
}

function Letters({ person: { id, name }, size }: { person: PersonShown; size: number }) {
  const hue = pictureHue(id)
  const background = `linear-gradient(145deg, oklch(0.56 0.13 ${hue}), oklch(0.42 0.12 ${hue + 25}))`
  return (
    <span
      aria-hidden
      className="grid size-full place-items-center rounded-full font-semibold text-white"
      style={{ fontSize: size * 0.36, background }}
    >
      {initials(name)}
    </span>
  )
}

/** Until it is there, and if it cannot be had, the initials stand in its place. */
function Photo({ photo, person, size }: { photo: string; person: PersonShown; size: number }) {
  const [shown, setShown] = useState<'waiting' | 'there' | 'missing'>('waiting')
  return (
    <>
      {shown !== 'there' && <Letters person={person} size={size} />}
      {shown !== 'missing' && (
        <img
          {...photoSources(photo, size)}
          alt=""
          width={size}
          height={size}
          loading="lazy"
          decoding="async"
          draggable={false}
          onLoad={() => setShown('there')}
          onError={() => setShown('missing')}
          className="absolute inset-0 size-full rounded-full object-cover"
        />
      )}
    </>
  )
}

const Gone = ({ size }: { size: number }) => (
  <span aria-hidden className="grid size-full place-items-center rounded-full bg-hover text-muted">
    <UserRoundX size={size * 0.5} />
  </span>
)
