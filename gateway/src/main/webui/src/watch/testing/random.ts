/** Seeded: a run that failed can be run again. */
export type Random = {
  /** At least 0, less than 1. */
  next(): number
  between(from: number, to: number): number
  /** Around 0, of the standard deviation 1. */
  normal(): number
  /** From 0 on, of the mean. */
  exponential(mean: number): number
}

export function random(seed: number): Random {
  let state = seed | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    between: (from, to) => from + (to - from) * next(),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    exponential: (mean) => -mean * Math.log(1 - next()),
  }
}

/** The value that the part `p` of them does not exceed. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN
}

export const figures = (values: readonly number[]): string =>
  [0.5, 0.95, 0.99].map((p) => quantile(values, p).toFixed(2)).join('/')

/** What a run measured, beside what it is compared with. */
export function report(line: string): void {
  // biome-ignore lint/suspicious/noConsole: the figures are what these tests are run for
  console.info(line)
}
