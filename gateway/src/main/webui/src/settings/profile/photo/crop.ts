import type { Square } from '../../../account'

/** Which part of a picture a photo shows: a square around a point, in pixels of the upright picture. */
export type Crop = {
  readonly width: number
  readonly height: number
  /** 1: the largest square that fits; twice as much: half its side. */
  readonly zoom: number
  /** The middle of the square. */
  readonly x: number
  readonly y: number
}

export type CropInput =
  /** By parts of the square's side: 1 is as far as it is wide. */
  | { type: 'moved'; right: number; down: number }
  | { type: 'zoomed'; to: number }
  | { type: 'reset' }

/** A photo of fewer pixels than this would be seen to be coarse. */
const LEAST_SIDE = 128
const MOST_ZOOM = 8

export const startCrop = (width: number, height: number): Crop => ({
  width,
  height,
  zoom: 1,
  x: width / 2,
  y: height / 2,
})

const shortSide = ({ width, height }: Crop): number => Math.min(width, height)

/** In pixels of the picture. */
export const sideOf = (crop: Crop): number => shortSide(crop) / crop.zoom

export const mostZoom = (crop: Crop): number =>
  Math.min(MOST_ZOOM, Math.max(1, shortSide(crop) / LEAST_SIDE))

export function reduceCrop(crop: Crop, input: CropInput): Crop {
  switch (input.type) {
    case 'moved': {
      const side = sideOf(crop)
      return within({ ...crop, x: crop.x + input.right * side, y: crop.y + input.down * side })
    }
    case 'zoomed':
      return within({ ...crop, zoom: between(1, input.to, mostZoom(crop)) })
    case 'reset':
      return startCrop(crop.width, crop.height)
    default:
      return input satisfies never
  }
}

const between = (least: number, value: number, most: number): number =>
  Math.min(most, Math.max(least, value))

/** The square never leaves the picture. */
function within(crop: Crop): Crop {
  const half = sideOf(crop) / 2
  return {
    ...crop,
    x: between(half, crop.x, crop.width - half),
    y: between(half, crop.y, crop.height - half),
  }
}

/** The square in whole pixels, all of them in the picture. */
export function squareOf(crop: Crop): Square {
  const size = Math.max(1, Math.floor(sideOf(crop)))
  return {
    x: between(0, Math.round(crop.x - size / 2), crop.width - size),
    y: between(0, Math.round(crop.y - size / 2), crop.height - size),
    size,
  }
}
