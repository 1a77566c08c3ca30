import { createStore, type StoreApi } from 'zustand/vanilla'
import { forget, keep, kept } from './device'

export type Theme = 'system' | 'light' | 'dark'
export type Density = 'comfortable' | 'compact'
export type Appearance = { theme: Theme; density: Density }

const dark = matchMedia('(prefers-color-scheme: dark)')

function remembered(): Appearance {
  const theme = kept('theme')
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    density: kept('density') === 'compact' ? 'compact' : 'comfortable',
  }
}

/** How this device shows the app. boot.js shows the same from before the first paint, and as the device changes. */
export const appearance: StoreApi<Appearance> = createStore<Appearance>(remembered)

function show({ theme, density }: Appearance): void {
  const { dataset } = document.documentElement
  dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
  dataset.density = density
}

appearance.subscribe(show)
// another tab may have chosen
addEventListener('storage', () => appearance.setState(remembered()))

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') forget('theme')
  else keep('theme', theme)
  appearance.setState({ theme })
}

export function chooseDensity(density: Density): void {
  keep('density', density)
  appearance.setState({ density })
}
