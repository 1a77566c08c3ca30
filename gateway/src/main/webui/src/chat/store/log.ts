import type { Log, Message } from './state'
import { newer } from './versions'

/** Enough for a burst behind a gap; what does not fit is fetched with the gap. */
const MAX_AHEAD = 200

export const emptyLog: Log = {
  messages: [],
  ahead: [],
  following: true,
  before: 'idle',
  after: 'idle',
}

/** The union of two runs without gaps, of each message the later version; null if there is a gap between them. */
export function join(a: readonly Message[], b: readonly Message[]): readonly Message[] | null {
  const [a0, a1, b0, b1] = [a[0], a.at(-1), b[0], b.at(-1)]
  if (!b0 || !b1) return a
  if (!a0 || !a1) return b
  if (b0.number > a1.number + 1 || a0.number > b1.number + 1) return null
  const joined: Message[] = []
  const last = Math.max(a1.number, b1.number)
  for (let number = Math.min(a0.number, b0.number); number <= last; number++) {
    const [ours, theirs] = [a[number - a0.number], b[number - b0.number]]
    const message = ours && theirs ? newer(ours, theirs) : (ours ?? theirs)
    if (message) joined.push(message)
  }
  return joined
}

/** Moves what is ahead into the run as far as it now connects. */
export function absorb(log: Log): Log {
  if (log.ahead.length === 0) return log
  const messages = [...log.messages]
  const ahead: Message[] = []
  for (const message of log.ahead) {
    const next = (messages.at(-1)?.number ?? 0) + 1
    if (message.number === next) messages.push(message)
    else if (message.number > next) ahead.push(message)
  }
  return { ...log, messages, ahead }
}

/** Adds a message that just arrived. A log that does not follow the end is left as it is. */
export function arrive(log: Log, message: Message): Log {
  if (!log.following) return log
  const last = log.messages.at(-1)?.number ?? 0
  if (message.number <= last || log.ahead.some((known) => known.number === message.number))
    return log
  if (message.number === last + 1) return absorb({ ...log, messages: [...log.messages, message] })
  if (log.ahead.length >= MAX_AHEAD) return log
  return { ...log, ahead: [...log.ahead, message].sort((a, b) => a.number - b.number) }
}
