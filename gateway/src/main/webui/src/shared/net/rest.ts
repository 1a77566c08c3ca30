import createClient, { type Client, type Middleware } from 'openapi-fetch'
import { type Answer, problemOf, unreachable } from './problem'
import type { FreshToken } from './socket'

export type Api<Paths extends object> = Client<Paths>

/** A request that hangs is as good as one that fails, and can be tried again. */
const TIMEOUT_MS = 20_000

/** A typed client of this origin's REST services that sends the person's token, and once more with another if it was turned down. */
export function createApi<Paths extends object>(
  freshToken: FreshToken,
  fetcher: (request: Request) => Promise<Response> = (request) => fetch(request),
): Api<Paths> {
  const withToken = async (request: Request): Promise<Response> => {
    const again = request.clone()
    const token = await freshToken()
    if (!token.ok) return refused(token.problem)
    const response = await fetcher(authorized(request, token.value))
    if (response.status !== 401) return response
    const other = await freshToken(token.value)
    return other.ok ? fetcher(authorized(again, other.value)) : refused(other.problem)
  }
  const client = createClient<Paths>({ baseUrl: location.origin, fetch: withToken })
  client.use(timeLimit)
  return client
}

const timeLimit: Middleware = {
  onRequest: ({ request }) =>
    new Request(request, {
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    }),
}

function authorized(request: Request, token: string): Request {
  request.headers.set('Authorization', `Bearer ${token}`)
  return request
}

const refused = ({ slug, ...problem }: { slug: string; status: number }): Response =>
  new Response(JSON.stringify({ ...problem, type: `urn:homeroom:problem:${slug}` }), {
    // a Response cannot have the status 0 that stands for "no answer"
    status: problem.status === 0 ? 503 : problem.status,
    headers: { 'Content-Type': 'application/problem+json' },
  })

/** What the request came to. Never rejects. */
export async function answer<T>(
  request: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<Answer<T>> {
  try {
    const { data, error, response } = await request
    if (response.ok && data !== undefined) return { ok: true, value: data }
    return {
      ok: false,
      problem: problemOf(response.status, error, response.headers.get('Retry-After')),
    }
  } catch {
    return { ok: false, problem: unreachable }
  }
}

/** What a request came to whose answer has nothing to say but that it was carried out. Never rejects. */
export async function done(
  request: Promise<{ data?: unknown; error?: unknown; response: Response }>,
): Promise<Answer<null>> {
  return answer(request.then((given) => ({ ...given, data: null })))
}
