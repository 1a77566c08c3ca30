import { type RefObject, useEffect, useRef, useState } from 'react'

/** A moving picture without its sound. */
export function Picture({
  ref,
  track,
  label,
  className,
}: {
  ref?: RefObject<HTMLVideoElement | null>
  track: MediaStreamTrack
  label: string
  className: string
}) {
  const own = useRef<HTMLVideoElement>(null)
  const video = ref ?? own
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    setShown(false)
    if (video.current) video.current.srcObject = new MediaStream([track])
  }, [track, video])
  return (
    <video
      ref={video}
      autoPlay
      playsInline
      muted
      aria-label={label}
      onLoadedData={() => setShown(true)}
      className={`${isShown ? '' : 'opacity-0'} ${className}`}
    />
  )
}
