/**
 * The clock of a session's owner, as far as a client can know it: a pure estimate from questions and their answers.
 *
 * All times are milliseconds of monotonic clocks: one's own, or the owner's. A single answer bounds the offset between
 * them (owner's minus one's own) from both sides, whatever the way there and back took: what was sent at c0 came at s1,
 * so the offset is at most s1 - c0; what was sent at s2 came at c3, so it is at least s2 - c3. All answers of a minute
 * together leave a narrow gap; its middle is the estimate, and what it may be wrong by is its half-width, which is
 * published. How the clocks drift apart is found as soon as it can be: of all steady drifts only some fit through the
 * bounds of every answer of five minutes (docs/adr/0041-the-owners-clock.md). A fixed asymmetry of the ways shows as half their difference, which no client can see and the bound
 * covers.
 */
export type Sample = {
  /** When it was asked, by one's own clock. */
  c0: number
  /** When that came, by the owner's clock. */
  s1: number
  /** When the answer went, by the owner's clock. */
  s2: number
  /** When that came, by one's own clock. */
  c3: number
}

/** What is known of the offset at a moment of one's own clock. */
export type Estimate = {
  /** ms, the owner's clock minus one's own. */
  offset: number
  /** ms; the offset is not further from the truth than this. */
  bound: number
  /** Parts per million; how much faster the owner's clock goes. */
  drift: number
}

export type Clock = {
  readonly samples: readonly Sample[]
  /** The estimate, and the moment of one's own clock that it is for. */
  readonly estimate: (Estimate & { at: number }) | null
  /** What is shown to the rest of the client: the estimate, without jumps. */
  readonly applied: { offset: number; at: number } | null
}

/** ms; answers that are this old still say how the clocks drift. */
const KEPT_MS = 300_000
/** ms; from so much on, how the clocks drift is known better than that they hardly do. */
const DRIFT_KNOWN_AFTER_MS = 120_000
/**
 * What is intersected: answers up to an age in ms, each widened by so many parts per million of it. 60 s and 30 ppm
 * while the drift is unknown, as two good crystals may be apart; what is left of a known one is far less.
 */
const DRIFT_UNKNOWN = { age: 60_000, widened: 30 } as const
const DRIFT_KNOWN = { age: 120_000, widened: 10 } as const
/**
 * Parts per million that the bound allows for: two crystals of 50 each may differ by 100, and 30 would exclude the
 * truth on the devices that need the bound the most.
 */
const MOST_DRIFT_PPM = 100
/** Answers before the estimate is used. */
export const USABLE_AFTER = 5
/** ms of slew for each ms that passes: 0.5 ms in 50 ms, which no player has to follow by a correction. */
const SLEW = 0.5 / 50
/** ms; further off than this there is nothing to be smooth about. */
const STEP_ABOVE_MS = 100
/** A narrower search changes the offset by less than a microsecond in a minute. */
const SEARCH_STEPS = 24

export const newClock: Clock = { samples: [], estimate: null, applied: null }

/** Asked so quickly at first (ms between), then more and more seldom; from then on every [pingEvery]. */
const FIRST_PINGS = { count: 10, every: 60 } as const
const NEXT_PINGS = { count: 20, every: 500 } as const

/** ms until the next question, after so many. `stable` once the bound has not moved for a while. */
export function pingAfter(
  asked: number,
  { hidden, stable }: { hidden: boolean; stable: boolean },
): number {
  if (asked < FIRST_PINGS.count) return FIRST_PINGS.every
  if (asked < FIRST_PINGS.count + NEXT_PINGS.count) return NEXT_PINGS.every
  return hidden ? 10_000 : stable ? 5_000 : 2_000
}

/** Takes in an answer. Answers that contradict each other, as after a sleep that stopped one clock, leave the newest. */
export function answered(clock: Clock, sample: Sample): Clock {
  const at = sample.c3
  if (!isSane(sample)) return clock
  const kept = [...clock.samples, sample].filter(({ c3 }) => at - c3 <= KEPT_MS && c3 <= at)
  const found = estimateOf(kept, at)
  const samples = found ? kept : [sample]
  const estimate = found ?? estimateOf(samples, at)
  if (!estimate) return clock
  const shown = clock.applied && serverTime(clock, at)
  const jump = shown === null ? Number.POSITIVE_INFINITY : Math.abs(estimate.offset - (shown - at))
  const applied =
    shown === null || jump > STEP_ABOVE_MS
      ? { offset: estimate.offset, at }
      : { offset: shown - at, at }
  return { samples, estimate: { ...estimate, at }, applied }
}

/** The owner's time at a moment of one's own clock; null before anything is known. */
export function serverTime(clock: Clock, now: number): number | null {
  const { applied, estimate } = clock
  if (!applied || !estimate) return null
  const offset = estimate.offset + ((now - estimate.at) * estimate.drift) / 1e6
  const most = Math.max(0, now - applied.at) * SLEW
  const wanted = offset - applied.offset
  return now + applied.offset + Math.max(-most, Math.min(most, wanted))
}

export const isUsable = (clock: Clock): boolean => clock.samples.length >= USABLE_AFTER

/** ms that the shown time may be wrong by: the bound, what a drift may have added since, and what is still slewed. */
export function boundAt(clock: Clock, now: number): number {
  const { estimate } = clock
  const shown = serverTime(clock, now)
  if (!estimate || shown === null) return Number.POSITIVE_INFINITY
  const age = Math.max(0, now - estimate.at)
  const expected = now + estimate.offset + (age * estimate.drift) / 1e6
  return estimate.bound + (age * MOST_DRIFT_PPM) / 1e6 + Math.abs(shown - expected)
}

/** Forgets what was measured before one's own clock may have stood still; what is shown goes on until there is an answer. */
export const flushed = (clock: Clock): Clock => ({ ...clock, samples: [] })

const isSane = ({ c0, s1, s2, c3 }: Sample): boolean =>
  [c0, s1, s2, c3].every(Number.isFinite) && c3 >= c0 && s2 >= s1 && c3 - c0 >= s2 - s1

/**
 * For each drift d the answers bound the offset at `at` from below by the greatest of lo - d(t - at) and from above by
 * the least of hi - d(t - at): a convex and a concave function. So the drift with the widest gap, which fits best, and
 * the lowest and highest offset of all drifts that fit are found by halving.
 */
function estimateOf(samples: readonly Sample[], at: number): Estimate | null {
  const low = (d: number) =>
    samples.reduce((most, { s2, c3 }) => Math.max(most, s2 - c3 - d * (c3 - at)), -Infinity)
  const high = (d: number) =>
    samples.reduce((least, { c0, s1 }) => Math.min(least, s1 - c0 - d * (c0 - at)), Infinity)
  const gap = (d: number) => high(d) - low(d)
  const most = MOST_DRIFT_PPM / 1e6
  const best = lowest((d) => -gap(d), -most, most)
  if (gap(best) < 0) return null
  const slowest = edge(gap, best, -most)
  const fastest = edge(gap, best, most)
  const least = low(lowest(low, slowest, fastest))
  const greatest = high(lowest((d) => -high(d), slowest, fastest))
  const isKnown = at - (samples[0]?.c3 ?? at) >= DRIFT_KNOWN_AFTER_MS
  const drift = isKnown ? best : 0
  const middle = middleOf(samples, at, drift, isKnown ? DRIFT_KNOWN : DRIFT_UNKNOWN)
  const offset = Math.max(least, Math.min(greatest, middle ?? (low(best) + high(best)) / 2))
  return {
    offset,
    bound: Math.max(greatest - offset, offset - least),
    drift: drift * 1e6,
  }
}

/** The middle of what the answers of late leave, each the less narrow the older it is; null if they leave nothing. */
function middleOf(
  samples: readonly Sample[],
  at: number,
  drift: number,
  { age, widened }: { age: number; widened: number },
): number | null {
  let [low, high] = [-Infinity, Infinity]
  for (const { c0, s1, s2, c3 } of samples) {
    if (at - c3 > age) continue
    low = Math.max(low, s2 - c3 - drift * (c3 - at) - (widened / 1e6) * (at - c3))
    high = Math.min(high, s1 - c0 - drift * (c0 - at) + (widened / 1e6) * (at - c0))
  }
  return low <= high ? (low + high) / 2 : null
}

/** Where a convex function is lowest between two places. */
function lowest(f: (x: number) => number, from: number, to: number): number {
  let [a, b] = [from, to]
  for (let step = 0; step < SEARCH_STEPS; step++) {
    const third = (b - a) / 3
    if (f(a + third) <= f(b - third)) b -= third
    else a += third
  }
  return (a + b) / 2
}

/** The last place from `inside` towards `end` at which the function is not negative. */
function edge(f: (x: number) => number, inside: number, end: number): number {
  if (f(end) >= 0) return end
  let [good, bad] = [inside, end]
  for (let step = 0; step < SEARCH_STEPS; step++) {
    const middle = (good + bad) / 2
    if (f(middle) >= 0) good = middle
    else bad = middle
  }
  return good
}
