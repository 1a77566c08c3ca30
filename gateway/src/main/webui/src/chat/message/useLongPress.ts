import { type PointerEvent, useEffect, useRef } from 'react'

/** As long as the systems of phones take for one. */
const LONG_MS = 450
/** A finger is never quite still. */
const STILL_PX = 10

/** Tells of a finger that rests: not of one that scrolls, and not of a mouse. */
export function useLongPress(onLongPress: () => void) {
  const pressed = useRef<{ x: number; y: number; timer: ReturnType<typeof setTimeout> } | null>(
    null,
  )
  const end = () => {
    clearTimeout(pressed.current?.timer)
    pressed.current = null
  }
  useEffect(() => () => clearTimeout(pressed.current?.timer), [])
  return {
    onPointerDown: (event: PointerEvent) => {
      end()
      const onOther = event.target instanceof Element && event.target.closest('button, a, textarea')
      if (event.pointerType !== 'touch' || onOther) return
      const timer = setTimeout(() => {
        pressed.current = null
        onLongPress()
      }, LONG_MS)
      pressed.current = { x: event.clientX, y: event.clientY, timer }
    },
    onPointerMove: (event: PointerEvent) => {
      const at = pressed.current
      if (at && Math.hypot(event.clientX - at.x, event.clientY - at.y) > STILL_PX) end()
    },
    onPointerUp: end,
    onPointerCancel: end,
  }
}
