import { type Timeline, type Wanted, wantedAt } from './timeline'

/**
 * Holds YouTube's player to a session's timeline by what its official IFrame API lets one do: rates in steps of 0.25,
 * a position that is cached and read every quarter of a second, starts and seeks that take as long as they take. So it
 * measures patiently and corrects in one burst of a known length. Pure, as [html5.ts] is, with the same units; it is
 * asked every [TICK_MS].
 */
export const TICK_MS = 50

/** The player's states, by the numbers that the API gives them. */
export const UNSTARTED = -1
export const ENDED = 0
export const PLAYING = 1
export const PAUSED = 2
export const BUFFERING = 3
export const CUED = 5

/** What the player says of itself. */
export type Frame = {
  state: number
  /** s; `getCurrentTime()`: cached, and while it plays extrapolated by most versions of the API. */
  time: number
  /** s, and which video: an advert has others. 0 or less before it is known. */
  duration: number
  videoId: string
}

export type FrameCommand =
  | { do: 'play' }
  | { do: 'pause' }
  | { do: 'seek'; to: number }
  | { do: 'rate'; rate: number }

/** What is found out about a device and a player, and kept; s. */
export type FrameLearned = {
  /** From `playVideo()` to moving. */
  play: number
  /** What a burst leaves undone. */
  bias: number
}

export const FRAME_UNLEARNED: FrameLearned = { play: 0.08, bias: 0 }

/** Why nothing is done about a player that is not where it is to be. */
export type Trouble = 'advert' | 'blocked'

type Mode =
  | { kind: 'held'; sought: number | null; pausedAt: number }
  /** Told to stand at `pos`, to be moving there at `at` of the owner's clock. */
  | { kind: 'aimed'; pos: number; at: number }
  /** Not believed until then; `startsAt` if it was told to play. */
  | { kind: 'settling'; until: number; startsAt: number | null }
  | { kind: 'measuring'; errors: readonly number[]; stale: number }
  | { kind: 'bursting'; until: number; error: number }

export type YouTube = {
  readonly learned: FrameLearned
  readonly mode: Mode
  /** What the next measurement is compared with. */
  readonly lesson: { kind: 'play' } | { kind: 'burst'; error: number } | null
  readonly trouble: Trouble | null
  readonly rate: number
  /** Bursts in a row that changed nothing: some players only say that they change the rate. */
  readonly deaf: number
  /** The player's state, and since when. */
  readonly state: number
  readonly since: number
  /** The last reading that was another than the one before, and when. */
  readonly lastTime: number
  readonly movedAt: number
  readonly startedAt: number
  readonly restartedAt: number
  readonly coolDown: number
  readonly follows: string
}

export type FrameAsked = {
  now: number
  serverNow: number | null
  timeline: Timeline | null
  /** What is on stage. */
  item: { videoId: string; duration: number | null }
  frame: Frame
}

export type FrameAnswer = { controller: YouTube; commands: FrameCommand[]; wakeAt: number | null }

/** s; less than this can hardly be told, and is seen by nobody. */
const STILL = 0.04
/** s; soon after a start it is taken out while everybody still finds their place, and then stays out. */
const FRESH_STILL = 0.015
const FRESH_MS = 6_000
/** s; up to this by a quarter of the speed, above by half of it, and from the second on anew. */
const SMALL = 0.6
const LARGE = 2
const SMALL_STEP = 0.25
const LARGE_STEP = 0.5
/** s; a player whose rate does not change is started anew from here on. */
const DEAF_ABOVE = 0.3
const DEAF_AFTER = 2
const RATES = { least: 0.25, most: 2 } as const
/** ms that a place is aimed ahead: a seek takes up to 450 ms, and the start follows it. */
const AHEAD_MS = 700
/** ms in the state of playing before its position is worth reading. */
const BELIEVED_AFTER_MS = 450
/** Of so many readings the middle one is believed. */
const READINGS = 6
/** ms after a start and after a burst. */
const AFTER_PLAY_MS = 800
const AFTER_BURST_MS = 600
/** ms that a change of the rate takes to be heard. */
const RATE_LAG_MS = 80
/** ms without moving, in the state of playing: an advert runs. The extrapolation goes on for a second by itself. */
const FROZEN_MS = 1_800
/** s; a video's length is told a little differently by different parts of the API. */
const SAME_LENGTH = 1.5
/** ms in which a pause that was told must show. */
const PAUSE_AGAIN_MS = 1_000
const COOL_DOWN_MS = 3_000
const COOL_DOWN_MOST_MS = 30_000

export const newYouTube = (learned: FrameLearned = FRAME_UNLEARNED): YouTube => ({
  learned,
  mode: { kind: 'held', sought: null, pausedAt: -Infinity },
  lesson: null,
  trouble: null,
  rate: 1,
  deaf: 0,
  state: UNSTARTED,
  since: -Infinity,
  lastTime: Number.NaN,
  movedAt: -Infinity,
  startedAt: -Infinity,
  restartedAt: -Infinity,
  coolDown: COOL_DOWN_MS,
  follows: '',
})

/** What is kept for a device, if it is believable: it may have been written by anybody. */
export function frameLearnedFrom(kept: unknown): FrameLearned {
  const of = (key: keyof FrameLearned, from: number, to: number): number => {
    const value = typeof kept === 'object' && kept !== null ? Reflect.get(kept, key) : undefined
    return typeof value === 'number' && Number.isFinite(value)
      ? between(value, from, to)
      : FRAME_UNLEARNED[key]
  }
  return { play: of('play', 0, 1), bias: of('bias', -0.06, 0.06) }
}

type Turn = {
  now: number
  serverNow: number
  frame: Frame
  /** The reading is the last one again. */
  isStale: boolean
  commands: FrameCommand[]
  wakeAt: number | null
}

export function steerFrame(before: YouTube, asked: FrameAsked): FrameAnswer {
  const { now, serverNow, timeline, frame } = asked
  const isStale = frame.time === before.lastTime
  const seen = watched(before, asked)
  if (!timeline || serverNow === null) return { controller: seen, commands: [], wakeAt: null }
  if (seen.trouble !== null) return { controller: seen, commands: [], wakeAt: null }
  const wanted = wantedAt(timeline, serverNow)
  const turn: Turn = { now, serverNow, frame, isStale, commands: [], wakeAt: null }
  const follows = `${timeline.latest.epoch} ${timeline.latest.v}`
  const known = follows === seen.follows ? seen : changed({ ...seen, follows }, wanted, turn)
  const controller = wanted.kind === 'hold' ? hold(known, wanted, turn) : run(known, wanted, turn)
  return { controller, commands: turn.commands, wakeAt: turn.wakeAt }
}

/** Takes in what the player says, and whether it can be commanded at all at the moment. */
function watched(before: YouTube, { now, item, frame }: FrameAsked): YouTube {
  const { state, time } = frame
  const hasMoved = state !== PLAYING || time !== before.lastTime
  const seen: YouTube = {
    ...before,
    state,
    since: state === before.state ? before.since : now,
    lastTime: time,
    movedAt: hasMoved || state !== before.state ? now : before.movedAt,
  }
  const isAnother = frame.videoId !== '' && frame.videoId !== item.videoId
  const isOfAnotherLength =
    item.duration !== null &&
    frame.duration > 0 &&
    Math.abs(frame.duration - item.duration) > SAME_LENGTH
  const isFrozen = state === PLAYING && now - seen.movedAt > FROZEN_MS
  if (isAnother || isOfAnotherLength || isFrozen) return { ...seen, trouble: 'advert' }
  switch (before.trouble) {
    case null:
      return isBlocked(seen, now) ? { ...seen, trouble: 'blocked' } : seen
    case 'advert':
      // one catch-up, by what is measured when it is over
      return { ...seen, trouble: null, mode: measured(), lesson: null, since: now }
    case 'blocked':
      return state === PLAYING || state === BUFFERING ? { ...seen, trouble: null } : seen
    default:
      return before.trouble satisfies never
  }
}

/** It was told to play, and is where it was before: the browser lets nobody start it but the person. */
const isBlocked = ({ mode, state }: YouTube, now: number): boolean =>
  mode.kind === 'settling' &&
  mode.startsAt !== null &&
  now >= mode.until &&
  (state === UNSTARTED || state === CUED)

const measured = (): Mode => ({ kind: 'measuring', errors: [], stale: 0 })

/** What was begun for another state is not gone on with. */
function changed(controller: YouTube, wanted: Wanted, turn: Turn): YouTube {
  const { mode } = controller
  if (mode.kind === 'bursting' && wanted.kind === 'run')
    return settle(toRate(controller, wanted.rate, turn), turn, AFTER_BURST_MS)
  if (mode.kind === 'measuring') return { ...controller, mode: measured() }
  return controller
}

const isUnderWay = (state: number): boolean => state === PLAYING || state === BUFFERING

type Held = Extract<Mode, { kind: 'held' }>

function hold(before: YouTube, wanted: Extract<Wanted, { kind: 'hold' }>, turn: Turn): YouTube {
  const { frame, commands, now, serverNow } = turn
  const { pos, rate, startsAt } = wanted
  const { mode } = before
  if (mode.kind === 'settling' && startsAt !== null && mode.startsAt === startsAt) return before
  const known: Held =
    mode.kind === 'held' ? mode : { kind: 'held', sought: null, pausedAt: -Infinity }
  const isToPause = isUnderWay(frame.state) && now - known.pausedAt >= PAUSE_AGAIN_MS
  if (isToPause) commands.push({ do: 'pause' })
  const isToSeek = known.sought !== pos && Math.abs(frame.time - pos) > 0.01
  // where it stops is known once it has; a place from which it is to start soon is sought at once, behind the pause
  const mayLook = startsAt !== null || !isUnderWay(frame.state)
  const held: Held = {
    kind: 'held',
    sought: isToSeek && mayLook ? pos : known.sought,
    pausedAt: isToPause ? now : known.pausedAt,
  }
  const controller: YouTube = { ...toRate(before, rate, turn), mode: held }
  if (isToSeek && mayLook) {
    commands.push({ do: 'seek', to: pos })
    return controller
  }
  if (startsAt === null) return controller
  const due = startsAt - controller.learned.play * 1000
  if (serverNow < due) {
    wake(turn, now + due - serverNow)
    return controller
  }
  return started(controller, startsAt, turn)
}

function started(controller: YouTube, startsAt: number, turn: Turn): YouTube {
  turn.commands.push({ do: 'play' })
  return {
    ...controller,
    mode: { kind: 'settling', until: turn.now + AFTER_PLAY_MS, startsAt },
    startedAt: turn.now,
    lesson: { kind: 'play' },
  }
}

function run(controller: YouTube, wanted: Extract<Wanted, { kind: 'run' }>, turn: Turn): YouTube {
  const { frame, now, serverNow } = turn
  if (frame.duration > 0 && wanted.pos >= frame.duration) return controller
  if (wanted.changesAt !== null) {
    const changesAt = now + wanted.changesAt - serverNow
    if (wanted.nextRate !== null) wake(turn, changesAt - RATE_LAG_MS)
    wake(turn, changesAt)
  }
  const { mode } = controller
  if (mode.kind === 'aimed') return meet(controller, mode, wanted, turn)
  if (frame.state === BUFFERING) return controller
  if (frame.state !== PLAYING) {
    const isStarting = mode.kind === 'settling' && now < mode.until
    return isStarting ? controller : aim(controller, wanted, turn)
  }
  return follow(controller, wanted, turn)
}

/** Plays in time for where it was told to stand. */
function meet(
  controller: YouTube,
  { pos, at }: Extract<Mode, { kind: 'aimed' }>,
  wanted: Extract<Wanted, { kind: 'run' }>,
  turn: Turn,
): YouTube {
  const { now, serverNow } = turn
  const isMissed = Math.abs(wanted.pos + (wanted.rate * (at - serverNow)) / 1000 - pos) > 0.02
  if (isMissed) return aim(controller, wanted, turn)
  const due = at - controller.learned.play * 1000
  if (serverNow < due) {
    wake(turn, now + due - serverNow)
    return controller
  }
  return started(controller, at, turn)
}

function aim(before: YouTube, wanted: Extract<Wanted, { kind: 'run' }>, turn: Turn): YouTube {
  const controller = toRate(before, wanted.rate, turn)
  const pos = wanted.pos + (wanted.rate * AHEAD_MS) / 1000
  turn.commands.push({ do: 'seek', to: pos })
  return { ...controller, mode: { kind: 'aimed', pos, at: turn.serverNow + AHEAD_MS } }
}

function follow(before: YouTube, wanted: Extract<Wanted, { kind: 'run' }>, turn: Turn): YouTube {
  const { frame, now, serverNow } = turn
  const { mode } = before
  const { changesAt, nextRate } = wanted
  const isNext = changesAt !== null && nextRate !== null && serverNow >= changesAt - RATE_LAG_MS - 1
  const base = isNext ? nextRate : wanted.rate
  if (mode.kind === 'bursting') {
    if (now < mode.until) {
      wake(turn, mode.until)
      return before
    }
    return settle(toRate(before, base, turn), turn, AFTER_BURST_MS)
  }
  if (before.rate !== base) return settle(toRate(before, base, turn), turn, AFTER_BURST_MS)
  if (mode.kind === 'settling' && now < mode.until) return before
  if (now - before.since < BELIEVED_AFTER_MS) return { ...before, mode: measured() }
  const measuring =
    mode.kind === 'measuring' ? mode : { kind: 'measuring' as const, errors: [], stale: 0 }
  // without extrapolation a reading says nothing until it is another
  if (turn.isStale) return { ...before, mode: { ...measuring, stale: measuring.stale + 1 } }
  const errors = [...measuring.errors, wanted.pos - frame.time].slice(-READINGS)
  const controller: YouTube = { ...before, mode: { ...measuring, errors } }
  if (errors.length < READINGS) return controller
  // a reading that is late makes it look behind: of those that are not extrapolated the latest is the best
  const error = measuring.stale > READINGS ? Math.min(...errors) : median(errors)
  return correct(learn(controller, error, base), wanted, error, base, turn)
}

function learn(controller: YouTube, error: number, base: number): YouTube {
  const { learned, lesson } = controller
  if (lesson === null) return controller
  const done: YouTube = { ...controller, lesson: null }
  switch (lesson.kind) {
    case 'play': {
      if (Math.abs(error) >= SMALL) return done
      const play = between(learned.play + (0.5 * error) / base, 0, 1)
      return { ...done, learned: { ...learned, play } }
    }
    case 'burst': {
      if (Math.abs(error) > 0.7 * Math.abs(lesson.error) && Math.abs(lesson.error) > STILL)
        return { ...done, deaf: controller.deaf + 1 }
      if (Math.abs(error) > SMALL) return done
      const bias = between(learned.bias + 0.3 * error, -0.06, 0.06)
      return { ...done, deaf: 0, learned: { ...learned, bias } }
    }
    default:
      return lesson satisfies never
  }
}

function correct(
  controller: YouTube,
  wanted: Extract<Wanted, { kind: 'run' }>,
  error: number,
  base: number,
  turn: Turn,
): YouTube {
  const { now } = turn
  const off = Math.abs(error)
  const isFresh = now - controller.startedAt < FRESH_MS
  if (off <= (isFresh ? FRESH_STILL : STILL)) return controller
  const isDeaf = controller.deaf >= DEAF_AFTER
  const step = off > SMALL ? LARGE_STEP : SMALL_STEP
  const rate = between(base + Math.sign(error) * step, RATES.least, RATES.most)
  const cannot = isDeaf || rate === base
  if (off > (cannot ? DEAF_ABOVE : LARGE)) return restart(controller, wanted, turn)
  if (cannot) return controller
  const need = Math.abs(error + controller.learned.bias * Math.sign(error))
  const until = now + (need / Math.abs(rate - base)) * 1000
  turn.commands.push({ do: 'rate', rate })
  wake(turn, until)
  return {
    ...controller,
    rate,
    mode: { kind: 'bursting', until, error },
    lesson: { kind: 'burst', error },
  }
}

function restart(
  controller: YouTube,
  wanted: Extract<Wanted, { kind: 'run' }>,
  turn: Turn,
): YouTube {
  const { now, commands } = turn
  if (now - controller.restartedAt < controller.coolDown) return controller
  const isRepeated = now - controller.restartedAt < 2 * COOL_DOWN_MOST_MS
  const coolDown = isRepeated ? Math.min(COOL_DOWN_MOST_MS, controller.coolDown * 2) : COOL_DOWN_MS
  commands.push({ do: 'pause' })
  return aim({ ...controller, restartedAt: now, coolDown }, wanted, turn)
}

function toRate(controller: YouTube, rate: number, turn: Turn): YouTube {
  if (controller.rate === rate) return controller
  turn.commands.push({ do: 'rate', rate })
  return { ...controller, rate }
}

const settle = (controller: YouTube, { now }: Turn, ms: number): YouTube => ({
  ...controller,
  mode: { kind: 'settling', until: now + ms, startsAt: null },
})

/** What is past is done by now, or is done at the next tick. */
function wake(turn: Turn, at: number): void {
  if (at > turn.now) turn.wakeAt = Math.min(turn.wakeAt ?? Infinity, at)
}

const between = (value: number, from: number, to: number): number =>
  Math.max(from, Math.min(to, value))

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[sorted.length >> 1] ?? 0
}
