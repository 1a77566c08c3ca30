import { DetailedError, Upload } from 'tus-js-client'
import { type Answer, problemOf, unreachable } from '../../shared/net/problem'
import type { FreshToken } from '../../shared/net/socket'

/** So much goes in one request: what a proxy on the way may hold back, or a lost answer costs. */
const PIECE_BYTES = 16 << 20

const ENDPOINT = '/api/files'

export type Transfer = (given: {
  blob: Blob
  name: string
  /** Where the upload goes on; null to begin one. */
  address: string | null
  /** Told where it goes on, once that is known. */
  onAddress: (address: string) => void
  /** How many bytes are on the server or on their way there. */
  onProgress: (sent: number) => void
  signal: AbortSignal
}) => Promise<Answer<null>>

/**
 * Uploads by tus 1.0.0, from where it broke off. Tries once: when to try again is the caller's matter. Resolves to
 * anything once `signal` is aborted.
 */
export function tusTransfer(freshToken: FreshToken): Transfer {
  return async (given) => {
    let address = given.address
    let used: string | undefined
    /** A request of an upload of an hour needs another token than the first one did. */
    const token = async (refused?: string): Promise<Answer<string>> => {
      const fresh = await freshToken(refused)
      if (fresh.ok) used = fresh.value
      return fresh
    }
    const once = () =>
      transfer(
        {
          ...given,
          address,
          onAddress: (known) => {
            address = known
            given.onAddress(known)
          },
        },
        token,
      )
    const sent = await once()
    if (sent.ok || sent.problem.status !== 401 || used === undefined) return sent
    const other = await token(used)
    return other.ok ? once() : other
  }
}

function transfer(
  { blob, name, address, onAddress, onProgress, signal }: Parameters<Transfer>[0],
  token: () => Promise<Answer<string>>,
): Promise<Answer<null>> {
  return new Promise((settle) => {
    const refused = (error: Error) => {
      const answer = error instanceof DetailedError ? error.originalResponse : null
      const problem = answer
        ? problemOf(
            answer.getStatus(),
            parse(answer.getBody()),
            answer.getHeader('Retry-After') ?? null,
          )
        : unreachable
      settle({ ok: false, problem })
    }
    const upload = new Upload(blob, {
      // told both, it would begin anew whenever the service is away for a moment
      endpoint: address === null ? new URL(ENDPOINT, location.origin).href : null,
      uploadUrl: address && new URL(address, location.origin).href,
      chunkSize: PIECE_BYTES,
      metadata: { filename: name },
      retryDelays: null,
      storeFingerprintForResuming: false,
      onBeforeRequest: async (request) => {
        const fresh = await token()
        // without one the server says what is the matter
        if (fresh.ok) request.setHeader('Authorization', `Bearer ${fresh.value}`)
      },
      onUploadUrlAvailable: () => {
        if (upload.url) onAddress(new URL(upload.url).pathname)
      },
      onProgress,
      onSuccess: () => settle({ ok: true, value: null }),
      onError: refused,
    })
    const abort = () => {
      void upload.abort().catch(() => undefined)
      settle({ ok: false, problem: unreachable })
    }
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    upload.start()
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
