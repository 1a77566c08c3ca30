import { useLingui } from '@lingui/react/macro'
import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useState,
} from 'react'
import { keep, kept } from '../device'

const LEAST = 260
const MOST = 420
const USUAL = 320
const STEP = 16

const within = (width: number) => Math.round(Math.min(MOST, Math.max(LEAST, width)))

const remembered = () => within(Number(kept('list-width') ?? USUAL) || USUAL)

/** The list on the left. From 1024 px on its width is the person's own choice; on phones it is the screen. */
export function ListPane({
  label,
  isBehind,
  children,
}: {
  label: string
  /** Something of the list is open: on phones that is shown in its place. */
  isBehind: boolean
  children: ReactNode
}) {
  const [width, setWidth] = useState(remembered)
  const resize = (wanted: number) => {
    const next = within(wanted)
    setWidth(next)
    keep('list-width', String(next))
  }
  const style: CSSProperties & { '--list-width': string } = { '--list-width': `${width}px` }
  return (
    <section
      aria-label={label}
      data-region
      style={style}
      className={`${isBehind ? 'hidden md:flex' : 'flex'} relative w-full shrink-0 flex-col border-line bg-canvas md:w-70 md:border-e lg:w-(--list-width)`}
    >
      {children}
      <Handle width={width} onResize={resize} />
    </section>
  )
}

function Handle({ width, onResize }: { width: number; onResize: (width: number) => void }) {
  const { t } = useLingui()
  const onKeyDown = (event: KeyboardEvent) => {
    // with Alt the arrows go back in the browser, or to another chat
    if (event.altKey) return
    const wanted = {
      ArrowLeft: width - STEP,
      ArrowRight: width + STEP,
      Home: LEAST,
      End: MOST,
    }[event.key]
    if (wanted === undefined) return
    event.preventDefault()
    onResize(wanted)
  }
  const onPointerDown = ({ currentTarget, pointerId, clientX }: PointerEvent<HTMLDivElement>) => {
    currentTarget.setPointerCapture(pointerId)
    const onMove = (event: globalThis.PointerEvent) => onResize(width + event.clientX - clientX)
    currentTarget.addEventListener('pointermove', onMove)
    const stop = () => currentTarget.removeEventListener('pointermove', onMove)
    currentTarget.addEventListener('lostpointercapture', stop, { once: true })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t`Width of the list`}
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onDoubleClick={() => onResize(USUAL)}
      className="absolute inset-y-0 -end-1.5 z-(--z-sticky) hidden w-3 cursor-col-resize touch-none outline-offset-[-4px] after:absolute after:inset-y-0 after:start-1 after:w-1 after:bg-accent after:opacity-0 after:transition-opacity hover:after:opacity-100 active:after:opacity-100 lg:block"
    />
  )
}
