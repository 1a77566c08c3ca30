import { describe, expect, it } from 'vitest'
import {
  type Crop,
  type CropInput,
  mostZoom,
  reduceCrop,
  sideOf,
  squareOf,
  startCrop,
} from './crop'

const apply = (crop: Crop, ...inputs: CropInput[]): Crop => inputs.reduce(reduceCrop, crop)
const wide = startCrop(1600, 1200)

describe('the part of a picture that is shown', () => {
  it('is the largest square in the middle at first', () => {
    expect(squareOf(wide)).toEqual({ x: 200, y: 0, size: 1200 })
    expect(squareOf(startCrop(900, 1601))).toEqual({ x: 0, y: 351, size: 900 })
  })

  it('is smaller the more is zoomed in, around the same middle', () => {
    expect(squareOf(apply(wide, { type: 'zoomed', to: 2 }))).toEqual({ x: 500, y: 300, size: 600 })
  })

  it('moves by parts of its side, and never leaves the picture', () => {
    const near = apply(wide, { type: 'zoomed', to: 4 })
    expect(squareOf(apply(near, { type: 'moved', right: 0.5, down: -0.25 }))).toEqual({
      x: 800,
      y: 375,
      size: 300,
    })
    expect(squareOf(apply(near, { type: 'moved', right: -99, down: 99 }))).toEqual({
      x: 0,
      y: 900,
      size: 300,
    })
  })

  it('comes back into the picture when zoomed out at its edge', () => {
    const edge = apply(
      wide,
      { type: 'zoomed', to: 4 },
      { type: 'moved', right: 99, down: 99 },
      { type: 'zoomed', to: 1 },
    )
    expect(squareOf(edge)).toEqual({ x: 400, y: 0, size: 1200 })
  })

  it('is never of so few pixels that it would be coarse', () => {
    expect(mostZoom(wide)).toBe(8)
    expect(mostZoom(startCrop(256, 400))).toBe(2)
    expect(mostZoom(startCrop(64, 64))).toBe(1)
    expect(sideOf(apply(startCrop(256, 400), { type: 'zoomed', to: 99 }))).toBe(128)
    expect(squareOf(apply(startCrop(64, 80), { type: 'zoomed', to: 0 }))).toEqual({
      x: 0,
      y: 8,
      size: 64,
    })
  })

  it('is as at first again when reset', () => {
    const moved = apply(wide, { type: 'zoomed', to: 3 }, { type: 'moved', right: 1, down: 1 })
    expect(apply(moved, { type: 'reset' })).toEqual(wide)
  })

  it('is always of whole pixels that the picture has', () => {
    let seed = 7
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed / 2_147_483_647
    }
    for (let run = 0; run < 200; run++) {
      let crop = startCrop(1 + Math.floor(random() * 4_000), 1 + Math.floor(random() * 4_000))
      for (let step = 0; step < 20; step++) {
        crop = reduceCrop(
          crop,
          random() < 0.5
            ? { type: 'zoomed', to: random() * 10 }
            : { type: 'moved', right: random() * 2 - 1, down: random() * 2 - 1 },
        )
        const { x, y, size } = squareOf(crop)
        expect([x, y, size].every(Number.isInteger)).toBe(true)
        expect(size).toBeGreaterThanOrEqual(1)
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
        expect(x + size).toBeLessThanOrEqual(crop.width)
        expect(y + size).toBeLessThanOrEqual(crop.height)
      }
    }
  })
})
