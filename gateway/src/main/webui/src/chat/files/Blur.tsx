import { useMemo } from 'react'
import { thumbHashToDataURL } from 'thumbhash'

/** The blurred picture that stands there until the real one comes; nothing if it cannot be read. */
export default function Blur({
  placeholder,
  className,
}: {
  /** A ThumbHash in Base64. */
  placeholder: string
  className: string
}) {
  const picture = useMemo(() => dataUrlOf(placeholder), [placeholder])
  return picture === null ? null : <img src={picture} alt="" className={className} />
}

function dataUrlOf(placeholder: string): string | null {
  try {
    return thumbHashToDataURL(Uint8Array.from(atob(placeholder), (char) => char.charCodeAt(0)))
  } catch {
    return null
  }
}
