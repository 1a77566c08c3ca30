/** Small things that this device remembers. A browser that keeps nothing must not break the page. */
export type DeviceKey =
  | 'theme'
  | 'density'
  | 'language'
  | 'profile'
  | 'list-width'
  | 'recent'
  | 'single-keys'
  | 'send-key'
  | 'invitation'
  | 'emoji'
  | 'skin-tone'
  | 'searches'
  | 'sound-volume'
  | 'devices'
  | 'blur'
  | 'notifications-offer'
  | 'feed-order'

const name = (key: DeviceKey) => `homeroom.${key}`

export function kept(key: DeviceKey): string | null {
  try {
    return localStorage.getItem(name(key))
  } catch {
    return null
  }
}

export function keep(key: DeviceKey, value: string): void {
  try {
    localStorage.setItem(name(key), value)
  } catch {
    // full or forbidden: it holds until the page is left
  }
}

export function forget(key: DeviceKey): void {
  try {
    localStorage.removeItem(name(key))
  } catch {
    // nothing was kept
  }
}
