import { onTestFinished } from 'vitest'

type Reply = (request: Request) => Response | Promise<Response>

/** "POST /api/auth/sign-in" and what is answered to it. */
type Replies = Readonly<Record<string, Reply>>

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
    const reply = replies[`${request.method} ${pathname}`]
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
