import { useLingui } from '@lingui/react/macro'
import { type RefObject, useEffect, useRef } from 'react'

/** What the person's own camera sees, as in a mirror. */
export function OwnPicture({
  ref,
  stream,
  onShown,
  className,
}: {
  ref?: RefObject<HTMLVideoElement | null>
  stream: MediaStream | null
  onShown?: () => void
  className: string
}) {
  const { t } = useLingui()
  const own = useRef<HTMLVideoElement>(null)
  const video = ref ?? own
  useEffect(() => {
    if (video.current) video.current.srcObject = stream
  }, [stream, video])
  return (
    <video
      ref={video}
      autoPlay
      playsInline
      muted
      aria-label={t`What your camera sees`}
      onLoadedData={() => onShown?.()}
      className={`-scale-x-100 object-cover ${className}`}
    />
  )
}
