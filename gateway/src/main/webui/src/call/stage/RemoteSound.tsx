import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { canChooseSpeaker, deviceChoice } from '../../devices'
import { useCall } from './CallContext'

/** What is heard of the other side: it goes on whatever is shown. */
export function RemoteSound() {
  const { microphone, screenSound } = useCall((state) => state.remote.tracks)
  return (
    <>
      <Sound track={microphone} name="voice" />
      <Sound track={screenSound} name="screen" />
    </>
  )
}

function Sound({ track, name }: { track: MediaStreamTrack | null; name: string }) {
  const audio = useRef<HTMLAudioElement>(null)
  const speaker = useStore(deviceChoice, (choice) => choice.speaker?.id ?? '')
  useEffect(() => {
    if (!audio.current) return
    audio.current.srcObject = track && new MediaStream([track])
    // refused until something was pressed on the page, which whoever answers has done
    if (track) audio.current.play().catch(() => undefined)
  }, [track])
  useEffect(() => {
    // one that is not there any more: the system's goes on
    if (canChooseSpeaker()) audio.current?.setSinkId(speaker).catch(() => undefined)
  }, [speaker])
  return (
    // biome-ignore lint/a11y/useMediaCaption: it is somebody who talks
    <audio ref={audio} autoPlay data-sound={name} className="hidden" />
  )
}
