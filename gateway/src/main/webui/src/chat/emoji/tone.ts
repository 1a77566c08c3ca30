import type { SkinTone } from 'frimousse'
import { kept } from '../../shared/device'

const TONES: readonly SkinTone[] = [
  'none',
  'light',
  'medium-light',
  'medium',
  'medium-dark',
  'dark',
]

/** The tone that was chosen last on this device. */
export const keptTone = (): SkinTone => TONES.find((tone) => tone === kept('skin-tone')) ?? 'none'
