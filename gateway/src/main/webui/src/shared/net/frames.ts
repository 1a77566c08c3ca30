import type { Problem } from './problem'
import { fits, type Schemas } from './schema'
import type { Incoming } from './socket'

/** The frames that every socket of Homeroom has. */
type Framing = {
  Hello: { pingAfterSeconds: number }
  Ok: { ref: number }
  Error: {
    ref?: number
    problem: string
    status: number
    title: string
    detail: string
    retryAfter?: number
  }
}

/**
 * Makes what reads the frames of a socket: null for a text that is none of those the contract lists.
 *
 * @param answers the names of the schemas of answers, those that say more before those that say less
 * @param events the names of the schemas of what the server says by itself
 */
export function decoder<Result, Event>(
  schemas: Schemas,
  answers: readonly string[],
  events: readonly string[],
): (text: string) => Incoming<Result, Event> | null {
  const is = (name: string, value: unknown) => fits(schemas, { $ref: name }, value)
  const isHello = (value: unknown): value is Framing['Hello'] => is('Hello', value)
  const isError = (value: unknown): value is Framing['Error'] => is('Error', value)
  const isOk = (value: unknown): value is Framing['Ok'] & { result?: Result } =>
    answers.some((name) => is(name, value))
  const isEvent = (value: unknown): value is Event => events.some((name) => is(name, value))
  return (text) => {
    const value = parse(text)
    if (isHello(value)) return { kind: 'hello', pingAfterSeconds: value.pingAfterSeconds }
    if (isOk(value)) return { kind: 'ok', ref: value.ref, result: value.result }
    if (isError(value)) return { kind: 'error', ref: value.ref, problem: problemOf(value) }
    return isEvent(value) ? { kind: 'event', event: value } : null
  }
}

function problemOf({
  problem: slug,
  status,
  title,
  detail,
  retryAfter,
}: Framing['Error']): Problem {
  return { slug, status, title, detail, ...(retryAfter === undefined ? {} : { retryAfter }) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
