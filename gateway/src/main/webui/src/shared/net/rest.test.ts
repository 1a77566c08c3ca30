import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { paths } from '../api/chat.gen'
import type { Answer } from './problem'
import { answer, createApi } from './rest'

beforeEach(() => {
  vi.stubGlobal('location', new URL('https://class.example'))
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const page = { conversations: [], next: null, cursor: 'c' }
const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  })

/** A client whose server gives these answers, one after the other. */
function setUp(responses: (Response | Error)[], tokens: Answer<string>[] = []) {
  const requests: Request[] = []
  const refused: (string | undefined)[] = []
  const freshToken = async (rejected?: string): Promise<Answer<string>> => {
    refused.push(rejected)
    return tokens.shift() ?? { ok: true, value: `token-${refused.length}` }
  }
  const api = createApi<paths>(freshToken, async (request) => {
    requests.push(request)
    const next = responses.shift()
    if (!(next instanceof Response)) throw next ?? new Error('nothing more to answer')
    return next
  })
  return { list: () => answer(api.GET('/api/conversations')), requests, refused }
}

describe('a request', () => {
  it('carries the token and comes to its value', async () => {
    const { list, requests } = setUp([json(page)])
    expect(await list()).toEqual({ ok: true, value: page })
    expect(requests[0]?.url).toBe('https://class.example/api/conversations')
    expect(requests[0]?.headers.get('Authorization')).toBe('Bearer token-1')
  })

  it('goes once more with another token when the first is turned down', async () => {
    const { list, requests, refused } = setUp([json({}, 401), json(page)])
    expect(await list()).toEqual({ ok: true, value: page })
    expect(refused).toEqual([undefined, 'token-1'])
    expect(requests[1]?.headers.get('Authorization')).toBe('Bearer token-2')
  })

  it('is not repeated a second time', async () => {
    const { list, requests } = setUp([json({}, 401), json({}, 401)])
    expect(await list()).toMatchObject({ ok: false, problem: { status: 401 } })
    expect(requests).toHaveLength(2)
  })

  it('does not go out when nobody is signed in', async () => {
    const problem = { slug: 'session-ended', status: 401, title: '', detail: '' }
    const { list, requests } = setUp([], [{ ok: false, problem }])
    expect(await list()).toMatchObject({
      ok: false,
      problem: { slug: 'session-ended', status: 401 },
    })
    expect(requests).toHaveLength(0)
  })

  it('comes to the problem that the server names', async () => {
    const body = {
      type: 'urn:homeroom:problem:too-many-requests',
      title: 'Slow down',
      status: 429,
      detail: 'Wait.',
      retryAfter: 7,
    }
    const { list } = setUp([json(body, 429)])
    expect(await list()).toEqual({
      ok: false,
      problem: {
        slug: 'too-many-requests',
        status: 429,
        title: 'Slow down',
        detail: 'Wait.',
        retryAfter: 7,
      },
    })
  })

  it('comes to a problem also when something on the way answered with a page of its own', async () => {
    const html = new Response('<h1>Bad gateway</h1>', {
      status: 502,
      headers: { 'Retry-After': '3' },
    })
    const { list } = setUp([html])
    expect(await list()).toMatchObject({
      ok: false,
      problem: { slug: 'unknown', status: 502, retryAfter: 3 },
    })
  })

  it('comes to "unreachable" without an answer', async () => {
    const { list } = setUp([new TypeError('Failed to fetch')])
    expect(await list()).toMatchObject({ ok: false, problem: { slug: 'unreachable', status: 0 } })
  })
})
