import { useLingui } from '@lingui/react/macro'
import { ImageOff } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { ShownFile } from './MessageFiles'
import { ProgressRing } from './ProgressRing'
import { partOf, useLocalPicture, useProgress } from './useLocalPicture'
import { useSteadyPlace } from './usePlace'

// most conversations have no picture in them
const Blur = lazy(() => import('./Blur'))

type ShownPicture = ShownFile & { width: number; height: number }

/** More stand behind the last one as a number. */
const MOST_SHOWN = 4

/** A picture alone is at most so large, in CSS pixels, and never smaller than can be pressed. */
const WIDEST = 360
const TALLEST = 300
const LEAST = 64

/** Pictures in a place of fixed size, so that nothing moves when they come. */
export function PictureGrid({
  pictures,
  onOpen,
}: {
  pictures: readonly ShownPicture[]
  onOpen: (at: number) => void
}) {
  const shown = pictures.slice(0, MOST_SHOWN)
  const [first] = shown
  if (shown.length === 1 && first) {
    const scale = Math.min(1, WIDEST / first.width, TALLEST / first.height)
    const width = Math.max(LEAST, Math.round(first.width * scale))
    const height = Math.max(LEAST, Math.round(first.height * scale))
    return (
      <div className="max-w-full" style={{ width, aspectRatio: `${width} / ${height}` }}>
        <Picture picture={first} size={width} onOpen={() => onOpen(0)} />
      </div>
    )
  }
  return (
    <div
      className="grid w-full grid-cols-2 gap-1"
      style={{ maxWidth: WIDEST, aspectRatio: shown.length === 2 ? '2 / 1' : '1 / 1' }}
    >
      {shown.map((picture, at) => (
        <div
          key={picture.at}
          className={`min-h-0 min-w-0 ${shown.length === 3 && at === 0 ? 'row-span-2' : ''}`}
        >
          <Picture
            picture={picture}
            size={WIDEST / 2}
            more={at === MOST_SHOWN - 1 ? pictures.length - MOST_SHOWN : 0}
            onOpen={() => onOpen(at)}
          />
        </div>
      ))}
    </div>
  )
}

function Picture({
  picture: { name, placeholder, file, attachment },
  size,
  more = 0,
  onOpen,
}: {
  picture: ShownPicture
  /** Its width on the screen in CSS pixels. */
  size: number
  more?: number
  onOpen: () => void
}) {
  const { t } = useLingui()
  const local = useLocalPicture(attachment?.key ?? file?.id ?? '', attachment !== null)
  const { place, onBad } = useSteadyPlace(local === null && file ? file.id : null)
  const preview = typeof place === 'object' ? place.preview : undefined
  const fill = 'absolute inset-0 size-full object-cover'
  return (
    <button
      type="button"
      disabled={!file || place === 'gone'}
      aria-label={more > 0 ? t`Open ${name} and ${more} more` : t`Open ${name}`}
      onClick={onOpen}
      className="relative block size-full overflow-hidden rounded-lg bg-sunken outline-offset-2 disabled:cursor-default"
    >
      <Suspense fallback={null}>
        {placeholder && <Blur placeholder={placeholder} className={fill} />}
      </Suspense>
      {local !== null ? (
        <img src={local} alt="" draggable={false} className={fill} />
      ) : preview ? (
        <img
          src={preview.small}
          srcSet={`${preview.small} 320w, ${preview.large} 1280w`}
          sizes={`${size}px`}
          alt=""
          draggable={false}
          onError={onBad}
          className={fill}
        />
      ) : (
        place === 'gone' && (
          <span className="absolute inset-0 grid place-items-center bg-sunken text-muted">
            <ImageOff size={22} role="img" aria-label={t`This picture is not here any more`} />
          </span>
        )
      )}
      {more > 0 && (
        <span
          aria-hidden
          className="absolute inset-0 grid place-items-center bg-black/55 text-2xl font-semibold text-white"
        >
          +{more}
        </span>
      )}
      {attachment && !attachment.file && <OnItsWay attachment={attachment} />}
    </button>
  )
}

function OnItsWay({ attachment }: { attachment: NonNullable<ShownFile['attachment']> }) {
  const { t } = useLingui()
  const { key, name, problem } = attachment
  const progress = useProgress(key)
  if (problem) return <span className="absolute inset-0 bg-bad-soft/70" />
  return (
    <span className="absolute inset-0 grid place-items-center bg-black/35 text-white">
      <span className="grid place-items-center rounded-full bg-black/55 p-1">
        <ProgressRing label={t`Uploading ${name}`} part={partOf(attachment, progress)} />
      </span>
    </span>
  )
}
