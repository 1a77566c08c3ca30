/** A refusal as RFC 9457 describes it, from REST or a socket. Code branches on `slug`; people read words chosen for it. */
export type Problem = {
  /** The last part of `urn:homeroom:problem:<slug>`; `unreachable` when no answer came, `unknown` when it was no problem document. */
  slug: string
  /** HTTP status; 0 when no answer came. */
  status: number
  title: string
  detail: string
  /** Seconds to wait before trying again. */
  retryAfter?: number
  violations?: readonly { field: string; message: string }[]
  /** Of `password-weak`: the code of what makes it so, if anything stands out. */
  weakness?: string
}

/** What a request came to: expected refusals are values, not exceptions. */
export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem }

const TYPE_PREFIX = 'urn:homeroom:problem:'

export const unreachable: Problem = {
  slug: 'unreachable',
  status: 0,
  title: 'Unreachable',
  detail: 'The server did not answer.',
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Reads the body of a refused request; whatever a proxy on the way may have put there, the result is a problem. */
export function problemOf(
  status: number,
  body: unknown,
  retryAfterHeader: string | null = null,
): Problem {
  const fields = isRecord(body) ? body : {}
  const type = text(fields.type)
  const retryAfter = Number(fields.retryAfter ?? retryAfterHeader ?? Number.NaN)
  const violations = Array.isArray(fields.violations)
    ? fields.violations
        .filter(isRecord)
        .map((violation) => ({ field: text(violation.field), message: text(violation.message) }))
    : []
  return {
    slug: type.startsWith(TYPE_PREFIX) ? type.slice(TYPE_PREFIX.length) : 'unknown',
    status,
    title: text(fields.title),
    detail: text(fields.detail),
    ...(Number.isFinite(retryAfter) ? { retryAfter } : {}),
    ...(violations.length > 0 ? { violations } : {}),
    ...(typeof fields.weakness === 'string' ? { weakness: fields.weakness } : {}),
  }
}
