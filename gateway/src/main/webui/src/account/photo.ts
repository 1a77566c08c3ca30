import { type Answer, problemOf, unreachable } from '../shared/net/problem'
import { freshToken, session } from './current'
import { type Profile, parseProfile } from './session'

/** A part of a picture, in its own pixels, upright as it is shown. */
export type Square = { x: number; y: number; size: number }

type Sent = { status: number; body: string; retryAfter: string | null }

/**
 * Makes the square of the picture the person's photo. `onProgress` hears how much has gone out, 0 to 1. Resolves to null
 * once `signal` is aborted. Not `fetch`: it tells nothing of the way up.
 */
export async function uploadPhoto(
  picture: Blob,
  square: Square,
  { onProgress, signal }: { onProgress: (part: number) => void; signal: AbortSignal },
): Promise<Answer<Profile> | null> {
  const token = await freshToken()
  if (!token.ok) return token
  let sent = await put(picture, square, token.value, onProgress, signal)
  if (sent?.status === 401) {
    const other = await freshToken(token.value)
    if (!other.ok) return other
    sent = await put(picture, square, other.value, onProgress, signal)
  }
  if (signal.aborted) return null
  if (!sent) return { ok: false, problem: unreachable }
  const profile = sent.status === 200 ? parseProfile(sent.body) : null
  if (!profile)
    return { ok: false, problem: problemOf(sent.status, parse(sent.body), sent.retryAfter) }
  session.change(profile)
  return { ok: true, value: profile }
}

/** Null when no answer came. */
function put(
  picture: Blob,
  { x, y, size }: Square,
  token: string,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Sent | null> {
  return new Promise((settle) => {
    if (signal.aborted) return settle(null)
    const request = new XMLHttpRequest()
    request.open('PUT', `/api/users/me/photo?x=${x}&y=${y}&size=${size}`)
    request.setRequestHeader('Authorization', `Bearer ${token}`)
    request.setRequestHeader('Content-Type', picture.type)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () =>
      settle({
        status: request.status,
        body: request.responseText,
        retryAfter: request.getResponseHeader('Retry-After'),
      })
    request.onerror = request.onabort = request.ontimeout = () => settle(null)
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(picture)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
