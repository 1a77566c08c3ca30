import { useLingui } from '@lingui/react/macro'
import type { KeyboardEvent, PointerEvent } from 'react'
import { useState } from 'react'
import { keep, kept } from '../../shared/device'

const LEAST_PX = 260
const MOST_PX = 420
const USUAL_PX = 320
const STEP_PX = 20

const within = (width: number): number => Math.min(MOST_PX, Math.max(LEAST_PX, Math.round(width)))

/** How wide the list is on a wide screen, in px: as it was left on this device. */
export function useListWidth() {
  const [width, setWidth] = useState(() => within(Number(kept('list-width') ?? USUAL_PX)))
  const change = (next: number) => {
    setWidth(within(next))
    keep('list-width', String(within(next)))
  }
  return { width, change }
}

/** The edge between list and conversation, which can be dragged or moved by arrow keys. */
export function ListEdge({
  width,
  onChange,
}: {
  width: number
  onChange: (width: number) => void
}) {
  const { t } = useLingui()
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const list = event.currentTarget.parentElement?.getBoundingClientRect()
    if (list) onChange(event.clientX - list.left)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return
    if (event.key === 'ArrowLeft') onChange(width - STEP_PX)
    else if (event.key === 'ArrowRight') onChange(width + STEP_PX)
    else if (event.key === 'Home') onChange(LEAST_PX)
    else if (event.key === 'End') onChange(MOST_PX)
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be moved
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t`Width of the list`}
      aria-valuenow={width}
      aria-valuemin={LEAST_PX}
      aria-valuemax={MOST_PX}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={() => onChange(USUAL_PX)}
      className="absolute inset-y-0 -end-1 z-(--z-sticky) hidden w-2 cursor-col-resize touch-none transition-colors hover:bg-accent-soft focus-visible:bg-accent-soft lg:block"
    />
  )
}
