import { expect, it } from 'vitest'
import type { Message, Outgoing } from '../store/state'
import { buildComments } from './comments'

const said = (number: number, replyTo?: number, sender = 'lin'): Message => ({
  number,
  id: String(number),
  sender,
  clientId: `c${number}`,
  text: `text ${number}`,
  sentAt: '2026-11-22T10:00:00Z',
  post: 1,
  change: 0,
  ...(replyTo === undefined ? {} : { replyTo }),
})

const waiting = (clientId: string, replyTo: number | null, post = 1): Outgoing => ({
  clientId,
  conversation: 'c',
  as: { kind: 'comment', post, replyTo },
  text: clientId,
  files: [],
  queuedAt: 1,
  state: { status: 'storing' },
})

const keys = (rows: ReturnType<typeof buildComments>) =>
  rows.map(({ key, replies }) => [key, ...replies.map((one) => one.key)])

it('replies stand below their comment, in the order in which they were written', () => {
  const rows = buildComments([said(2), said(3), said(4, 2), said(5, 3), said(6, 2)], [], 'me', 1)
  expect(keys(rows)).toEqual([
    ['lin:c2', 'lin:c4', 'lin:c6'],
    ['lin:c3', 'lin:c5'],
  ])
})

it('what is on its way stands where it belongs, and only once when it is stored', () => {
  const outgoing = [waiting('c9', null), waiting('new', 2), waiting('other', null, 8)]
  const rows = buildComments([said(2), said(9, undefined, 'me')], outgoing, 'me', 1)
  expect(keys(rows)).toEqual([['lin:c2', 'me:new'], ['me:c9']])
})

it('a reply to a comment that is not there yet is not lost', () => {
  expect(keys(buildComments([said(7, 3)], [], 'me', 1))).toEqual([['lin:c7']])
})
