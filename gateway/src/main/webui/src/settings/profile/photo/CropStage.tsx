import { useLingui } from '@lingui/react/macro'
import { type CSSProperties, type KeyboardEvent, useEffect, useRef } from 'react'
import { type Crop, type CropInput, sideOf } from './crop'
import type { Picture } from './picture'
import { useDrag } from './useDrag'

/** Sides in px: the round part that is shown, and what is seen around it where there is room. */
const ROUND = 240
const STAGE = 296

/** An arrow moves by this part of the square, with Shift by a fifth of it. */
const STEP = 0.05
const ZOOM_STEP = 1.1

/** The picture under a round window; dragged, turned by the wheel, pinched, or moved by keys. */
export function CropStage({
  picture,
  crop,
  onInput,
}: {
  picture: Picture
  crop: Crop
  onInput: (input: CropInput) => void
}) {
  const { t } = useLingui()
  const stage = useRef<HTMLDivElement>(null)
  const zoom = (times: number) => onInput({ type: 'zoomed', to: crop.zoom * times })
  const drag = useDrag({
    onMove: (right, down) => onInput({ type: 'moved', right: -right / ROUND, down: -down / ROUND }),
    onPinch: zoom,
  })
  useWheel(stage, zoom)

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? STEP / 5 : STEP
    const input = inputOf(event.key, step, crop.zoom)
    if (!input) return
    event.preventDefault()
    event.stopPropagation()
    onInput(input)
  }

  const scale = ROUND / sideOf(crop)
  const place: CSSProperties = {
    width: picture.width * scale,
    height: picture.height * scale,
    left: `calc(50% - ${crop.x * scale}px)`,
    top: `calc(50% - ${crop.y * scale}px)`,
  }
  return (
    <div
      ref={stage}
      // its keys are its own, as in a map
      role="application"
      aria-label={t`The part of the picture that is shown. Move it with the arrow keys, zoom with plus and minus.`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: moved by keys
      tabIndex={0}
      onKeyDown={onKeyDown}
      {...drag}
      className="relative mx-auto w-full cursor-grab touch-none overflow-hidden rounded-lg bg-sunken select-none active:cursor-grabbing"
      style={{ maxWidth: STAGE, height: STAGE }}
    >
      <img
        src={picture.url}
        alt={t`What you chose`}
        draggable={false}
        className="absolute max-w-none"
        style={place}
      />
      <span
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-1/2 -translate-1/2 rounded-full shadow-[0_0_0_999px_rgb(12_12_17/0.62)] outline-2 outline-white/85"
        style={{ width: ROUND, height: ROUND }}
      />
    </div>
  )
}

function inputOf(key: string, step: number, zoom: number): CropInput | null {
  switch (key) {
    case 'ArrowLeft':
      return { type: 'moved', right: -step, down: 0 }
    case 'ArrowRight':
      return { type: 'moved', right: step, down: 0 }
    case 'ArrowUp':
      return { type: 'moved', right: 0, down: -step }
    case 'ArrowDown':
      return { type: 'moved', right: 0, down: step }
    case '+':
    case '=':
      return { type: 'zoomed', to: zoom * ZOOM_STEP }
    case '-':
    case '_':
      return { type: 'zoomed', to: zoom / ZOOM_STEP }
    case 'Home':
      return { type: 'reset' }
    default:
      return null
  }
}

/** React listens to the wheel passively: the dialog would scroll as well. */
function useWheel(stage: { current: HTMLElement | null }, onZoom: (times: number) => void): void {
  const latest = useRef(onZoom)
  useEffect(() => {
    latest.current = onZoom
  })
  useEffect(() => {
    const element = stage.current
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      latest.current(Math.exp(-event.deltaY / 400))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [stage])
}
