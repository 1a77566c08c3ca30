import { type RefObject, useEffect, useState } from 'react'

const STILL_MS = 3_000

/**
 * Whether the controls of a picture are shown: not after 3 s without a movement of the pointer, but always while
 * something of them has the focus by the keyboard, and for whoever last used the keyboard.
 */
export function useQuietControls(stage: RefObject<HTMLElement | null>, mayHide: boolean): boolean {
  const [areShown, setShown] = useState(true)
  useEffect(() => {
    const element = stage.current
    if (!element || !mayHide) return setShown(true)
    let timer: ReturnType<typeof setTimeout> | undefined
    const show = (isForLong: boolean) => {
      setShown(true)
      clearTimeout(timer)
      if (!isForLong) timer = setTimeout(() => setShown(hasFocus(element)), STILL_MS)
    }
    const onPointer = () => show(false)
    const onKey = () => show(true)
    element.addEventListener('pointermove', onPointer)
    element.addEventListener('pointerdown', onPointer)
    element.addEventListener('keydown', onKey)
    show(false)
    return () => {
      clearTimeout(timer)
      element.removeEventListener('pointermove', onPointer)
      element.removeEventListener('pointerdown', onPointer)
      element.removeEventListener('keydown', onKey)
    }
  }, [stage, mayHide])
  return areShown
}

const hasFocus = (element: HTMLElement): boolean =>
  element.querySelector('button:focus-visible, [aria-expanded="true"]') !== null
