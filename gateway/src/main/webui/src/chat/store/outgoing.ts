import type { Problem } from '../../shared/net/problem'
import { isUploaded } from './attachments'
import type { Effect, Input } from './input'
import type { ChatState, Id, Outgoing } from './state'

/** Waits after a refusal that may pass: 1, 2, 4, … seconds, at most 30. */
export const waitMs = (attempt: number, problem: Problem): number =>
  problem.retryAfter !== undefined
    ? problem.retryAfter * 1_000
    : Math.min(30_000, 1_000 * 2 ** attempt)

/** Whether the same command may succeed later. */
export const mayPass = (problem: Problem): boolean =>
  problem.status === 429 || problem.status >= 500

/**
 * Starts what can be sent: in each conversation the oldest message that has not failed, if none is on its way.
 * One at a time keeps their order even if the line breaks between two of them.
 */
export function drain(state: ChatState, effects: Effect[]): ChatState {
  if (state.link === 'down' || !state.drains) return state
  let next = state
  for (const queue of Object.values(state.outgoing)) {
    const first = queue.find((outgoing) => outgoing.state.status !== 'failed')
    // a wait is over when its tick sets it to 0
    if (first?.state.status !== 'queued' || first.state.notBefore > 0) continue
    if (!isUploaded(first.files)) continue
    const sending: Outgoing = {
      ...first,
      state: { status: 'sending', attempt: first.state.attempt },
    }
    effects.push({ type: 'send', outgoing: sending })
    next = upsertOutgoing(next, sending)
  }
  return next
}

type SettleInput = Extract<Input, { type: 'outgoing.stored' | 'send.refused' | 'send.lost' }>

/** What became of one step of a send that did not reach its end. */
export function settle(state: ChatState, input: SettleInput, effects: Effect[]): ChatState {
  const known = state.outgoing[input.conversation]?.find(
    (outgoing) => outgoing.clientId === input.clientId,
  )
  if (!known) return state
  switch (input.type) {
    case 'outgoing.stored':
      return known.state.status === 'storing' ? upsertOutgoing(state, queued(known, 0, 0)) : state
    case 'send.lost':
      return known.state.status === 'sending'
        ? upsertOutgoing(state, queued(known, known.state.attempt, 0))
        : state
    case 'send.refused': {
      if (!mayPass(input.problem)) {
        const failed: Outgoing = { ...known, state: { status: 'failed', problem: input.problem } }
        effects.push({ type: 'keep', outgoing: failed })
        return upsertOutgoing(state, failed)
      }
      const attempt = known.state.status === 'sending' ? known.state.attempt : 0
      const notBefore = input.at + waitMs(attempt, input.problem)
      effects.push({ type: 'wake', at: notBefore })
      return upsertOutgoing(state, queued(known, attempt + 1, notBefore))
    }
    default:
      return input satisfies never
  }
}

const queued = (outgoing: Outgoing, attempt: number, notBefore: number): Outgoing => ({
  ...outgoing,
  state: { status: 'queued', attempt, notBefore },
})

/** The line broke: what was on its way may or may not have arrived, and goes again under its own name. */
export const requeue = (outgoing: ChatState['outgoing']): ChatState['outgoing'] =>
  mapAll(outgoing, (one) =>
    one.state.status === 'sending' ? queued(one, one.state.attempt, 0) : one,
  )

/** Lets those go whose wait is over. */
export const endWaits = (outgoing: ChatState['outgoing'], at: number): ChatState['outgoing'] =>
  mapAll(outgoing, (one) =>
    one.state.status === 'queued' && one.state.notBefore > 0 && one.state.notBefore <= at
      ? queued(one, one.state.attempt, 0)
      : one,
  )

function mapAll(
  outgoing: ChatState['outgoing'],
  change: (one: Outgoing) => Outgoing,
): ChatState['outgoing'] {
  let next = outgoing
  for (const [id, queue] of Object.entries(outgoing)) {
    const changed = queue.map(change)
    if (changed.some((one, i) => one !== queue[i])) next = { ...next, [id]: changed }
  }
  return next
}

export function upsertOutgoing(state: ChatState, outgoing: Outgoing): ChatState {
  const queue = state.outgoing[outgoing.conversation] ?? []
  const others = queue.filter((one) => one.clientId !== outgoing.clientId)
  const changed = [...others, outgoing].sort(
    (a, b) => a.queuedAt - b.queuedAt || (a.clientId < b.clientId ? -1 : 1),
  )
  return { ...state, outgoing: { ...state.outgoing, [outgoing.conversation]: changed } }
}

export function removeOutgoing(state: ChatState, conversation: Id, clientId: Id): ChatState {
  const queue = state.outgoing[conversation] ?? []
  const left = queue.filter((outgoing) => outgoing.clientId !== clientId)
  if (left.length === queue.length) return state
  const { [conversation]: _, ...others } = state.outgoing
  return { ...state, outgoing: left.length === 0 ? others : { ...others, [conversation]: left } }
}
