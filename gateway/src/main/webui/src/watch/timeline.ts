/**
 * What plays, where, and how fast: the session's timing vector as its owner tells it. Positions are seconds of the
 * video, times milliseconds of the owner's clock.
 */
export type Snapshot = {
  /** The owner's; a newer one fences off whoever owned the room before. */
  epoch: number
  /** Of the state within the epoch. */
  v: number
  phase: 'idle' | 'loading' | 'paused' | 'playing' | 'held' | 'ended'
  /** s, at [at]. */
  pos: number
  /** s of the video for each s that passes. */
  rate: number
  /** ms of the owner's clock from which on this holds; ahead of it while a start is arranged. */
  at: number
}

/** The latest state, and the one that holds until it does. */
export type Timeline = { readonly latest: Snapshot; readonly before: Snapshot | null }

/** What a player is to do at a moment. */
export type Wanted =
  /** To stand at `pos`, and to be under way from there at `startsAt`. */
  | { kind: 'hold'; pos: number; rate: number; startsAt: number | null }
  /** To be at `pos` now and go on; at `changesAt` something else holds, which goes on from there at `nextRate`, or stops if that is null. */
  | {
      kind: 'run'
      pos: number
      rate: number
      changesAt: number | null
      nextRate: number | null
    }

/** s; a state that goes on this closely from where the last one is by then is no jump. */
const CONTINUES_WITHIN = 0.02

export const positionAt = ({ phase, pos, rate, at }: Snapshot, t: number): number =>
  phase === 'playing' ? pos + (rate * Math.max(0, t - at)) / 1000 : pos

/** Takes in a state that was told, unless a newer one is known or it was told by somebody who owns the room no more. */
export function told(timeline: Timeline | null, latest: Snapshot): Timeline {
  if (!timeline) return { latest, before: null }
  const known = timeline.latest
  const isNewer = latest.epoch > known.epoch || (latest.epoch === known.epoch && latest.v > known.v)
  return isNewer ? { latest, before: known } : timeline
}

/** Until a new state holds the last one is gone on with, if the new one continues it; else it is waited for in place. */
export function wantedAt({ latest, before }: Timeline, t: number): Wanted {
  if (t < latest.at && before?.phase === 'playing' && t >= before.at) {
    const isContinued = Math.abs(positionAt(before, latest.at) - latest.pos) < CONTINUES_WITHIN
    if (isContinued)
      return {
        kind: 'run',
        pos: positionAt(before, t),
        rate: before.rate,
        changesAt: latest.at,
        nextRate: latest.phase === 'playing' ? latest.rate : null,
      }
  }
  const { phase, pos, rate, at } = latest
  if (phase !== 'playing') return { kind: 'hold', pos, rate, startsAt: null }
  if (t < at) return { kind: 'hold', pos, rate, startsAt: at }
  return { kind: 'run', pos: positionAt(latest, t), rate, changesAt: null, nextRate: null }
}
