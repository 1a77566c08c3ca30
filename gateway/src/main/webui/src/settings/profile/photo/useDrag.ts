import { type PointerEvent, useRef } from 'react'

type Point = { x: number; y: number }

/** Follows one pointer that drags, or two that pinch. Distances in px, pinches as the ratio to a moment before. */
export function useDrag({
  onMove,
  onPinch,
}: {
  onMove: (right: number, down: number) => void
  onPinch: (times: number) => void
}) {
  const held = useRef(new Map<number, Point>())
  const letGo = ({ pointerId }: PointerEvent) => {
    held.current.delete(pointerId)
  }
  return {
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId)
      held.current.set(event.pointerId, pointOf(event))
    },
    onPointerMove: (event: PointerEvent) => {
      const before = held.current.get(event.pointerId)
      if (!before) return
      const now = pointOf(event)
      held.current.set(event.pointerId, now)
      const [other] = [...held.current].filter(([id]) => id !== event.pointerId)
      if (!other) onMove(now.x - before.x, now.y - before.y)
      else if (held.current.size === 2) {
        const [, point] = other
        onPinch(distance(now, point) / Math.max(1, distance(before, point)))
      }
    },
    onPointerUp: letGo,
    onPointerCancel: letGo,
  }
}

const pointOf = ({ clientX, clientY }: PointerEvent): Point => ({ x: clientX, y: clientY })
const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)
