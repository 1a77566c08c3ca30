import { expect, it } from 'vitest'
import { LEVEL_STEPS, levelOf } from './level'

const tone = (loudness: number) =>
  Float32Array.from({ length: 2048 }, (_, i) => loudness * Math.sin(i / 5))

it('is nothing in silence and of nothing', () => {
  expect(levelOf(new Float32Array(2048))).toBe(0)
  expect(levelOf(new Float32Array(0))).toBe(0)
  expect(levelOf(tone(0.001))).toBe(0)
})

it('rises with the sound and ends at the last step', () => {
  const levels = [0.005, 0.02, 0.08, 0.3, 1].map((loudness) => levelOf(tone(loudness)))
  expect(levels).toEqual(levels.toSorted((a, b) => a - b))
  expect(new Set(levels).size).toBe(levels.length)
  expect(levels.at(-1)).toBe(LEVEL_STEPS)
})
