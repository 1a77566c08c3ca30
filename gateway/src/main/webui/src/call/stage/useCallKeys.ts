import { useEffect } from 'react'
import { useCall, useOwnCall } from './CallContext'

/** Microphone and camera from anywhere while there is a call, and a warning before the page is left. */
export function useCallKeys(): void {
  const { media, store } = useOwnCall()
  const isOn = useCall(({ phase }) => phase !== 'idle' && phase !== 'over')
  useEffect(() => {
    if (!isOn) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.repeat)
        return
      const { microphone, camera } = media.store.getState()
      if (event.key === 'd') media.setHeard(!(microphone.status === 'on' && !microphone.isMuted))
      else if (event.key === 'e') media.setSeen(camera.status !== 'on')
      else return
      event.preventDefault()
    }
    const onLeave = (event: BeforeUnloadEvent) => {
      if (store.getState().phase !== 'calling') event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    window.addEventListener('beforeunload', onLeave)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('beforeunload', onLeave)
    }
  }, [isOn, media, store])
}
