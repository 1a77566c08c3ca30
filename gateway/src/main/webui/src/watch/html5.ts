import { type Timeline, type Wanted, wantedAt } from './timeline'

/**
 * Holds a video element to a session's timeline: pre-rolled starts, then rare and exact corrections (event-triggered
 * deadbeat). A controller that always nudges is worse: each departure from the rate 1.0 costs some 20 ms by itself.
 *
 * Pure: what the session says, what the element says and the owner's clock go in; commands come out, with the moment
 * at which it has to be asked again if that is before the next tick. It is asked every [TICK_MS] by a worker's timer,
 * which hidden pages do not slow down. Times are ms of one's own monotonic clock unless they say otherwise; positions
 * and errors are s of the video, an error above 0 is being behind.
 */
export const TICK_MS = 40

/** What an element says of itself. */
export type Video = {
  /** s; its `currentTime`, good to 0.1 ms. */
  time: number
  /** s; infinite for what has no end, not a number before it is known. */
  duration: number
  paused: boolean
  seeking: boolean
  /** It has what it needs to play on (HAVE_FUTURE_DATA). */
  canPlay: boolean
  /** The browser refuses to start it before the person has clicked. */
  blocked: boolean
  /** In a tab that is hidden, and not heard. */
  hidden: boolean
}

export type VideoCommand =
  | { do: 'play' }
  | { do: 'pause' }
  | { do: 'seek'; to: number }
  | { do: 'rate'; rate: number; keepsPitch: boolean }

/** What is found out about a device and kept for it; s. */
export type Learned = {
  /** From `play()` to moving, after a seek. */
  startAfterSeek: number
  /** The same where it stood still only. */
  resume: number
  /** How far ahead a place is aimed for, so that the seek and the start fit in. */
  prepare: number
  /** What a departure from the rate 1.0 with the pitch kept costs; below 0. */
  kick: number
}

/** As measured in Chromium: 70-82 ms after a seek, 13-31 ms without; 19-22 ms for the kick. */
export const UNLEARNED: Learned = {
  startAfterSeek: 0.076,
  resume: 0.015,
  prepare: 0.25,
  kick: -0.02,
}

/** What the next measurement teaches. */
type Lesson = 'start-after-seek' | 'resume' | 'kick'

type Mode =
  /** Standing where the session stands; `sought` is where it was last told to go. */
  | { kind: 'held'; sought: number | null }
  /** On its way to `pos`, to be moving there at `at` of the owner's clock. */
  | { kind: 'aimed'; pos: number; at: number; since: number; took: number | null }
  /** Not believed until then; `startsAt` of the owner's clock if it was started ahead of it. */
  | { kind: 'settling'; until: number; startsAt: number | null }
  | { kind: 'measuring'; errors: readonly number[] }
  | { kind: 'trimming'; until: number }

export type Html5 = {
  readonly learned: Learned
  readonly mode: Mode
  readonly lesson: Lesson | null
  /** What it was last told. */
  readonly rate: number
  readonly keepsPitch: boolean
  /** When it was started, and whether that was to catch up. */
  readonly startedAt: number
  readonly restartedAt: number
  /** ms that have to pass between two restarts. */
  readonly coolDown: number
  /** The state that it follows. */
  readonly follows: string
}

export type Asked = {
  now: number
  /** ms of the owner's clock; null before it is known well enough. */
  serverNow: number | null
  timeline: Timeline | null
  video: Video
}

export type Answer = { controller: Html5; commands: VideoCommand[]; wakeAt: number | null }

/** s; less is nothing anybody sees or hears. */
const STILL = 0.008
/** s; up to this the pitch may change: nobody hears 2 %, and it costs a constant lag only. */
const FINE = 0.06
/** s; above it, starting anew is quicker than catching up. */
const RESTART = 0.4
/** s; a hidden and muted tab is left alone up to this. */
const HIDDEN = 1
/** s to correct within, and the most to change the rate by. */
const FINE_WITHIN = 1.2
const FINE_MOST = 0.02
const COARSE_WITHIN = 1.5
const COARSE_MOST = 0.12
/** After a start everybody is still finding their place: quicker, and nobody listens to the pitch yet. */
const FRESH_MS = 2_500
const FRESH_UP_TO = 0.2
/** s; what is left of a start is taken out at once and stays out, where later it would be one change more. */
const FRESH_STILL = 0.003
const FRESH_WITHIN = 0.4
const FRESH_LEAST = 0.02
const FRESH_MOST = 0.08
/** With a rate of the teacher's the pitch is kept, and there is no kick: 3 % is heard by nobody. */
const OTHER_RATE_MOST = 0.03
/** A correction that is this small lasts a while rather than being over at once. */
const LEAST = 0.004
/** ms that a change of the rate takes to be heard, with and without the pitch kept. */
const RATE_LAG_MS = 75
/** ms after a start, a stall and a correction until the position can be believed again. */
const AFTER_START_MS = 160
const AFTER_STALL_MS = 120
const AFTER_TRIM_MS = 220
/** ms between two restarts, doubled each time as long as they do not help. */
const COOL_DOWN_MS = 3_000
const COOL_DOWN_MOST_MS = 30_000
/** s; nobody waits longer for a start that is exact. */
const PREPARE_MOST = 4
/** ms that a play may be too late to be worth it. */
const LATE_MS = 5
/** s; an element lands where it was told to within this. */
const LANDED = 0.002
/** Of so many readings the middle one is believed; with so few at least. */
const READINGS = 5
const READINGS_LEAST = 3
/** s; further off than this a start says more about a stall than about the device. */
const LEARNS_BELOW = 0.3

export const newHtml5 = (learned: Learned = UNLEARNED): Html5 => ({
  learned,
  mode: { kind: 'held', sought: null },
  lesson: null,
  rate: 1,
  keepsPitch: false,
  startedAt: -Infinity,
  restartedAt: -Infinity,
  coolDown: COOL_DOWN_MS,
  follows: '',
})

/** What is kept for a device, if it is believable: it may have been written by anybody. */
export function learnedFrom(kept: unknown): Learned {
  const of = (key: keyof Learned, from: number, to: number): number => {
    const value = typeof kept === 'object' && kept !== null ? Reflect.get(kept, key) : undefined
    return typeof value === 'number' && Number.isFinite(value)
      ? between(value, from, to)
      : UNLEARNED[key]
  }
  return {
    startAfterSeek: of('startAfterSeek', 0, 0.6),
    resume: of('resume', 0, 0.6),
    prepare: of('prepare', 0.15, PREPARE_MOST),
    kick: of('kick', -0.06, 0.01),
  }
}

export function steer(before: Html5, { now, serverNow, timeline, video }: Asked): Answer {
  const idle = { controller: before, commands: [], wakeAt: null }
  if (!timeline || serverNow === null || Number.isNaN(video.duration) || video.blocked) return idle
  const wanted = wantedAt(timeline, serverNow)
  const turn: Turn = { now, serverNow, video, commands: [], wakeAt: null }
  const follows = `${timeline.latest.epoch} ${timeline.latest.v}`
  const known = follows === before.follows ? before : changed({ ...before, follows }, wanted, turn)
  const controller = wanted.kind === 'hold' ? hold(known, wanted, turn) : run(known, wanted, turn)
  return { controller, commands: turn.commands, wakeAt: turn.wakeAt }
}

/** One question: what is known, and what is gathered to answer it. */
type Turn = Pick<Asked, 'now' | 'video'> & {
  serverNow: number
  commands: VideoCommand[]
  wakeAt: number | null
}

/** What was begun for another state is not gone on with. */
function changed(controller: Html5, wanted: Wanted, turn: Turn): Html5 {
  const { mode } = controller
  if (mode.kind === 'trimming' && wanted.kind === 'run')
    return settle(toRate(controller, wanted.rate, turn), turn, AFTER_TRIM_MS)
  if (mode.kind === 'measuring') return { ...controller, mode: { kind: 'measuring', errors: [] } }
  return controller
}

function hold(before: Html5, wanted: Extract<Wanted, { kind: 'hold' }>, turn: Turn): Html5 {
  const { video, commands, now, serverNow } = turn
  const { pos, rate, startsAt } = wanted
  const { mode } = before
  // on its way: it takes as long to be moving
  if (mode.kind === 'settling' && startsAt !== null && mode.startsAt === startsAt) return before
  if (!video.paused) commands.push({ do: 'pause' })
  let controller = toRate(before, rate, turn)
  const sought = controller.mode.kind === 'held' ? controller.mode.sought : null
  if (Math.abs(video.time - pos) > LANDED && sought !== pos) {
    commands.push({ do: 'seek', to: pos })
    return { ...controller, mode: { kind: 'held', sought: pos } }
  }
  if (controller.mode.kind !== 'held')
    controller = { ...controller, mode: { kind: 'held', sought: null } }
  if (startsAt === null || !video.paused || video.seeking || !video.canPlay) return controller
  const isSought = sought === pos
  const latency = isSought ? controller.learned.startAfterSeek : controller.learned.resume
  const due = startsAt - latency * 1000
  if (serverNow < due) {
    wake(turn, now + due - serverNow)
    return controller
  }
  return started(controller, isSought, startsAt, turn)
}

function started(controller: Html5, isSought: boolean, startsAt: number, turn: Turn): Html5 {
  const { learned } = controller
  const latency = isSought ? learned.startAfterSeek : learned.resume
  turn.commands.push({ do: 'play' })
  return {
    ...controller,
    mode: {
      kind: 'settling',
      until: turn.now + latency * 1000 + AFTER_START_MS,
      startsAt,
    },
    startedAt: turn.now,
    lesson: isSought ? 'start-after-seek' : 'resume',
  }
}

function run(controller: Html5, wanted: Extract<Wanted, { kind: 'run' }>, turn: Turn): Html5 {
  if (wanted.pos >= turn.video.duration) return controller
  if (wanted.changesAt !== null) {
    const changesAt = turn.now + wanted.changesAt - turn.serverNow
    if (wanted.nextRate !== null) wake(turn, changesAt - RATE_LAG_MS)
    wake(turn, changesAt)
  }
  return turn.video.paused ? catchUp(controller, wanted, turn) : follow(controller, wanted, turn)
}

/** Seeks to where the session will be, and starts there in time. */
function catchUp(before: Html5, wanted: Extract<Wanted, { kind: 'run' }>, turn: Turn): Html5 {
  const { video, now, serverNow } = turn
  const { mode, learned } = before
  const isFresh = mode.kind === 'settling' && now < mode.until
  // told to play, and not moving yet
  if (isFresh) return before
  const ahead = (at: number) => wanted.pos + (wanted.rate * (at - serverNow)) / 1000
  if (mode.kind !== 'aimed' || Math.abs(ahead(mode.at) - mode.pos) > 0.02)
    return aim(before, wanted, turn)
  if (video.seeking || !video.canPlay) return before
  const took = mode.took ?? (now - mode.since) / 1000
  const due = mode.at - learned.startAfterSeek * 1000
  if (serverNow > due + LATE_MS) {
    const prepare = took * 1.3 + learned.startAfterSeek + 0.05
    // a line this slow would be aimed for ever: late is better than never
    if (prepare > PREPARE_MOST) return started(before, true, mode.at, turn)
    return aim({ ...before, learned: { ...learned, prepare } }, wanted, turn)
  }
  if (serverNow < due) {
    wake(turn, now + due - serverNow)
    return { ...before, mode: { ...mode, took } }
  }
  const enough = took * 1.3 + learned.startAfterSeek + 0.04
  const prepare = Math.max(0.15, learned.prepare * 0.8 + enough * 0.2)
  return started({ ...before, learned: { ...learned, prepare } }, true, mode.at, turn)
}

function aim(before: Html5, wanted: Extract<Wanted, { kind: 'run' }>, turn: Turn): Html5 {
  const { now, serverNow, commands } = turn
  const controller = toRate(before, wanted.rate, turn)
  const { prepare } = controller.learned
  const pos = wanted.pos + wanted.rate * prepare
  commands.push({ do: 'seek', to: pos })
  return {
    ...controller,
    mode: { kind: 'aimed', pos, at: serverNow + prepare * 1000, since: now, took: null },
  }
}

function follow(before: Html5, wanted: Extract<Wanted, { kind: 'run' }>, turn: Turn): Html5 {
  const { video, now, serverNow } = turn
  const { mode } = before
  if (video.seeking || !video.canPlay)
    return { ...settle(before, turn, AFTER_STALL_MS), lesson: null }
  const base = baseRate(wanted, serverNow)
  if (mode.kind === 'trimming') {
    if (now < mode.until) {
      wake(turn, mode.until)
      return before
    }
    return settle(toRate(before, base, turn), turn, AFTER_TRIM_MS)
  }
  if (before.rate !== base) return settle(toRate(before, base, turn), turn, 400)
  if (mode.kind === 'settling' && now < mode.until) return before
  const errors = [...(mode.kind === 'measuring' ? mode.errors : []), wanted.pos - video.time]
  const latest = errors.slice(-READINGS)
  const measuring: Html5 = { ...before, mode: { kind: 'measuring', errors: latest } }
  if (latest.length < READINGS_LEAST) return measuring
  const error = median(latest)
  return correct(learn(measuring, error, base), wanted, error, base, turn)
}

/** The rate of what holds next is set ahead of it: it takes a while to be heard. */
const baseRate = (
  { rate, changesAt, nextRate }: Extract<Wanted, { kind: 'run' }>,
  serverNow: number,
): number =>
  changesAt !== null && nextRate !== null && serverNow >= changesAt - RATE_LAG_MS - 1
    ? nextRate
    : rate

function learn(controller: Html5, error: number, base: number): Html5 {
  const { learned, lesson } = controller
  if (lesson === null) return controller
  const done = { ...controller, lesson: null }
  if (Math.abs(error) >= LEARNS_BELOW) return done
  const start = (known: number) => between(known + (0.4 * error) / base, 0, 0.6)
  switch (lesson) {
    case 'start-after-seek': {
      const startAfterSeek = start(learned.startAfterSeek)
      return { ...done, learned: { ...learned, startAfterSeek } }
    }
    case 'resume':
      return { ...done, learned: { ...learned, resume: start(learned.resume) } }
    case 'kick': {
      const kick = between(learned.kick - 0.3 * error, -0.06, 0.01)
      return { ...done, learned: { ...learned, kick } }
    }
    default:
      return lesson satisfies never
  }
}

function correct(
  controller: Html5,
  wanted: Extract<Wanted, { kind: 'run' }>,
  error: number,
  base: number,
  turn: Turn,
): Html5 {
  const { now, video } = turn
  const off = Math.abs(error)
  const isFresh = now - controller.startedAt < FRESH_MS && off < FRESH_UP_TO
  if (off <= (video.hidden ? HIDDEN : isFresh ? FRESH_STILL : STILL)) return controller
  if (off > RESTART && now - controller.restartedAt >= controller.coolDown) {
    const isRepeated = now - controller.restartedAt < 2 * COOL_DOWN_MOST_MS
    const coolDown = isRepeated
      ? Math.min(COOL_DOWN_MOST_MS, controller.coolDown * 2)
      : COOL_DOWN_MS
    turn.commands.push({ do: 'pause' })
    return aim({ ...controller, restartedAt: now, coolDown }, wanted, turn)
  }
  const sign = Math.sign(error)
  if (isFresh || base !== 1 || off <= FINE) {
    const most = isFresh
      ? between(off / FRESH_WITHIN, FRESH_LEAST, FRESH_MOST)
      : between(off / FINE_WITHIN, LEAST, base === 1 ? FINE_MOST : OTHER_RATE_MOST)
    return trim(controller, base * (1 + sign * most), base !== 1, (off / most / base) * 1000, turn)
  }
  // what the departure itself costs is part of what there is to do
  const need = error - controller.learned.kick
  const most = Math.min(COARSE_MOST, Math.abs(need) / COARSE_WITHIN)
  const rate = 1 + Math.sign(need) * most
  const trimming = trim(controller, rate, true, (Math.abs(need) / most) * 1000, turn)
  return { ...trimming, lesson: 'kick' }
}

function trim(
  controller: Html5,
  rate: number,
  keepsPitch: boolean,
  lasts: number,
  turn: Turn,
): Html5 {
  const until = turn.now + lasts
  turn.commands.push({ do: 'rate', rate, keepsPitch })
  wake(turn, until)
  return { ...controller, rate, keepsPitch, mode: { kind: 'trimming', until } }
}

function toRate(controller: Html5, rate: number, turn: Turn): Html5 {
  const keepsPitch = rate !== 1
  if (controller.rate === rate && controller.keepsPitch === keepsPitch) return controller
  turn.commands.push({ do: 'rate', rate, keepsPitch })
  return { ...controller, rate, keepsPitch }
}

const settle = (controller: Html5, { now }: Turn, ms: number): Html5 => ({
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
