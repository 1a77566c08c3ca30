import { useLingui } from '@lingui/react/macro'
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { useOwn } from './CallContext'
import { Picture } from './Picture'

type Corner = { x: 'left' | 'right'; y: 'top' | 'bottom' }

const PLACES = {
  left: 'left-4',
  right: 'right-4',
  top: 'top-20',
  bottom: 'bottom-28',
} as const

/** One's own picture, as in a mirror, in a corner: dragged to another, or moved there by the arrows. */
export function OwnTile() {
  const { t } = useLingui()
  const camera = useOwn((own) => own.camera)
  const [corner, setCorner] = useState<Corner>({ x: 'right', y: 'bottom' })
  const [drag, setDrag] = useState<{ x: number; y: number } | null>(null)
  if (camera.status !== 'on') return null
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(corner, event.key)
    if (!next) return
    setCorner(next)
    // the toolbar's arrows are its own
    event.stopPropagation()
    event.preventDefault()
  }
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrag({ x: 0, y: 0 })
  }
  const onPointerMove = ({ movementX, movementY }: PointerEvent) => {
    if (drag) setDrag({ x: drag.x + movementX, y: drag.y + movementY })
  }
  const onPointerUp = ({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>) => {
    setDrag(null)
    const stage = currentTarget.closest('[data-stage]')?.getBoundingClientRect()
    if (!stage) return
    setCorner({
      x: clientX < stage.x + stage.width / 2 ? 'left' : 'right',
      y: clientY < stage.y + stage.height / 2 ? 'top' : 'bottom',
    })
  }
  return (
    <button
      type="button"
      aria-label={t`Your picture; the arrow keys move it`}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => setDrag(null)}
      className={`absolute touch-none overflow-hidden rounded-lg bg-tile shadow-pop ${PLACES[corner.x]} ${PLACES[corner.y]} h-32 w-24 sm:h-auto sm:w-52 ${drag ? '' : 'transition-all duration-200 ease-out'}`}
      style={drag ? { transform: `translate(${drag.x}px, ${drag.y}px)` } : {}}
    >
      <Picture
        track={camera.track}
        label={t`What your camera sees`}
        className="size-full -scale-x-100 object-cover"
      />
    </button>
  )
}

function moved({ x, y }: Corner, key: string): Corner | null {
  switch (key) {
    case 'ArrowLeft':
      return { x: 'left', y }
    case 'ArrowRight':
      return { x: 'right', y }
    case 'ArrowUp':
      return { x, y: 'top' }
    case 'ArrowDown':
      return { x, y: 'bottom' }
    default:
      return null
  }
}
