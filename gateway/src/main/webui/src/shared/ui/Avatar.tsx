import { initials, pictureHue } from './person'

export type Presence = 'online' | 'away' | 'offline'

/** Told apart by shape as well: filled, thick ring, thin ring. */
const PRESENCE_CLASS: Readonly<Record<Presence, string>> = {
  online: 'bg-ok',
  away: 'border-[2.5px] border-warn',
  offline: 'border-2 border-field',
}

/**
 * A person's picture: initials on a colour of their own. Decorative, since the name always stands beside it;
 * `presenceLabel` gives the presence words where no other text says it.
 */
export function Avatar({
  id,
  name,
  size = 40,
  presence,
  presenceLabel,
}: {
  id: string
  name: string
  size?: number
  presence?: Presence
  presenceLabel?: string
}) {
  const hue = pictureHue(id)
  const background = `linear-gradient(145deg, oklch(0.56 0.13 ${hue}), oklch(0.42 0.12 ${hue + 25}))`
  return (
    <span className="relative inline-block shrink-0" style={{ width: size, height: size }}>
      <span
        aria-hidden
        className="grid size-full place-items-center rounded-full font-semibold text-white"
        style={{ fontSize: size * 0.36, background }}
      >
        {initials(name)}
      </span>
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
