import { describe, expect, it } from 'vitest'
import type { Message, Outgoing } from '../store/state'
import { buildRows, type Row } from './rows'

const at = (minute: number, day = 22) => new Date(2026, 10, day, 10, minute).toISOString()
const message = (number: number, sender: string, sentAt: string): Message => ({
  number,
  id: `m${number}`,
  sender,
  clientId: `c${number}`,
  text: `text ${number}`,
  sentAt,
  change: 0,
})
const outgoing = (clientId: string, minute: number): Outgoing => ({
  clientId,
  conversation: 'a',
  text: 'mine',
  as: { kind: 'message' },
  files: [],
  queuedAt: Date.parse(at(minute)),
  state: { status: 'storing' },
})

/** Rows in short: "lin+" leads a group, "lin" goes on with it. */
const shape = (rows: Row[]) =>
  rows.map((row) => (row.type === 'message' ? `${row.sender}${row.leads ? '+' : ''}` : row.type))
const source = { outgoing: [], me: 'me', newAfter: null, hasAfter: false }

describe('the rows of a conversation', () => {
  it('name a person once in five minutes', () => {
    const messages = [
      message(1, 'lin', at(0)),
      message(2, 'lin', at(4)),
      message(3, 'lin', at(10)),
      message(4, 'me', at(10)),
      message(5, 'lin', at(11)),
    ]
    expect(shape(buildRows({ ...source, messages }))).toEqual([
      'start',
      'day',
      'lin+',
      'lin',
      'lin+',
      'me+',
      'lin+',
    ])
  })

  it('divide days, and begin a group after each divider', () => {
    const messages = [
      message(1, 'lin', at(0, 21)),
      message(2, 'lin', at(0)),
      message(3, 'lin', at(1)),
    ]
    expect(shape(buildRows({ ...source, messages, newAfter: 2 }))).toEqual([
      'start',
      'day',
      'lin+',
      'day',
      'lin+',
      'new',
      'lin+',
    ])
  })

  it("put the divider above the first unread message of somebody else's", () => {
    const messages = [message(1, 'lin', at(0)), message(2, 'me', at(1)), message(3, 'lin', at(2))]
    expect(shape(buildRows({ ...source, messages, newAfter: 1 }))).toEqual([
      'start',
      'day',
      'lin+',
      'me+',
      'new',
      'lin+',
    ])
  })

  it('end with what is not stored yet, unless there is more to come before it', () => {
    const messages = [message(4, 'lin', at(0))]
    expect(shape(buildRows({ ...source, messages, outgoing: [outgoing('x', 1)] }))).toEqual([
      'older',
      'day',
      'lin+',
      'me+',
    ])
    expect(
      shape(buildRows({ ...source, messages, outgoing: [outgoing('x', 1)], hasAfter: true })),
    ).toEqual(['older', 'day', 'lin+', 'newer'])
  })

  it('show a message once, in the same row before and after it is stored', () => {
    const before = buildRows({ ...source, messages: [], outgoing: [outgoing('c1', 0)] })
    const after = buildRows({
      ...source,
      messages: [message(1, 'me', at(0))],
      outgoing: [outgoing('c1', 0)],
    })
    expect(after.map((row) => row.key)).toEqual(before.map((row) => row.key))
  })

  it('are the same ones for messages of which nothing has changed', () => {
    const messages = [message(2, 'lin', at(0)), message(3, 'lin', at(1))]
    const before = buildRows({ ...source, messages })
    const after = buildRows({ ...source, messages: [message(1, 'lin', at(-2)), ...messages] })
    expect(shape(before)).toEqual(['older', 'day', 'lin+', 'lin'])
    expect(shape(after)).toEqual(['start', 'day', 'lin+', 'lin', 'lin'])
    // the second one has lost its name, the third is as it was
    expect(after[3]).not.toBe(before[2])
    expect(after[4]).toBe(before[3])
  })
})
