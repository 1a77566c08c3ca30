import { onTestFinished } from 'vitest'

type Reply = (request: Request) => Response | Promise<Response>

/** "POST /api/auth/sign-in" and what is answered to it. */
type Replies = Readonly<Record<string, Reply>>

/** What screens ask that is no matter of most tests of them. */
const usual: Replies = {
  'GET /api/conversations/preferences': () => json({ sharesReading: true }),
  'GET /api/conversations/blocks': () => json({ blocked: [] }),
  'GET /api/conversations/preferences/calls': () => json({ from: 'everybody' }),
}

/**
 * Stands in for the server until the test ends; what it does not know is answered with 404. `replies` can be changed
 * while the test goes on. Returns what was asked, in order.
 */
export function serve(replies: Replies): Request[] {
  const asked: Request[] = []
  const real = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    asked.push(request.clone())
    const { pathname } = new URL(request.url)
    const asks = `${request.method} ${pathname}`
    const reply = replies[asks] ?? usual[asks]
    return reply ? reply(request) : problem(404, 'not-found')
  }
  onTestFinished(() => {
    globalThis.fetch = real
  })
  return asked
}

export const json = (body: unknown, status = 200): Response => Response.json(body, { status })

export const accepted = (): Response => new Response('', { status: 202 })

export const problem = (status: number, slug: string, more: object = {}): Response =>
  Response.json({ type: `urn:homeroom:problem:${slug}`, title: slug, status, ...more }, { status })

/** No answer at all. */
export const unreachable = (): never => {
  throw new TypeError('Failed to fetch')
}

/** How far an upload has come that `serveUploads` holds. */
export type Upload = {
  request: Request
  /** Tells the page of so many of 100 parts. */
  progress: (percent: number) => void
  /** Ends it: with an answer, or without one. */
  answer: (response: Response | 'unreachable') => Promise<void>
  isAborted: () => boolean
}

/** Stands in for the server of uploads, which go by XMLHttpRequest, until the test ends. Each is held until it is answered. */
export function serveUploads(): Upload[] {
  const uploads: Upload[] = []
  const real = globalThis.XMLHttpRequest
  class HeldRequest {
    readonly upload: { onprogress: ((event: { loaded: number; total: number }) => void) | null } = {
      onprogress: null,
    }
    onload: (() => void) | null = null
    onerror: (() => void) | null = null
    onabort: (() => void) | null = null
    status = 0
    responseText = ''
    #response: Response | null = null
    #isAborted = false
    readonly #headers = new Headers()
    #method = ''
    #url = ''

    open(method: string, url: string): void {
      this.#method = method
      this.#url = url
    }
    setRequestHeader(name: string, value: string): void {
      this.#headers.set(name, value)
    }
    getResponseHeader(name: string): string | null {
      return this.#response?.headers.get(name) ?? null
    }
    send(body: Blob): void {
      uploads.push({
        request: new Request(new URL(this.#url, location.origin), {
          method: this.#method,
          headers: this.#headers,
          body,
        }),
        progress: (percent) => this.upload.onprogress?.({ loaded: percent, total: 100 }),
        answer: async (response) => {
          if (response === 'unreachable') return this.onerror?.()
          this.#response = response
          this.status = response.status
          this.responseText = await response.text()
          this.onload?.()
        },
        isAborted: () => this.#isAborted,
      })
    }
    abort(): void {
      this.#isAborted = true
      this.onabort?.()
    }
  }
  Object.assign(globalThis, { XMLHttpRequest: HeldRequest })
  onTestFinished(() => {
    globalThis.XMLHttpRequest = real
  })
  return uploads
}
