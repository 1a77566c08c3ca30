/** What a tab calls itself: another one for each that is open at once, and the same over a reload. */
const KEY = 'homeroom.device'

const isFree = (name: string): Promise<boolean> =>
  new Promise((resolve) => {
    if (!('locks' in navigator)) return resolve(true)
    void navigator.locks.request(`${KEY}.${name}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      // held for as long as the page lives
      return lock ? new Promise(() => undefined) : undefined
    })
  })

function remembered(): string | null {
  try {
    return sessionStorage.getItem(KEY)
  } catch {
    return null
  }
}

function remember(name: string): void {
  try {
    sessionStorage.setItem(KEY, name)
  } catch {
    // forbidden: a reload is another device
  }
}

let name: Promise<string> | undefined

/** This device's name, a UUID. A duplicated tab has the storage of the one that it was made from, and takes another. */
export function deviceName(): Promise<string> {
  name ??= (async () => {
    const before = remembered()
    if (before !== null && (await isFree(before))) return before
    const fresh = crypto.randomUUID()
    await isFree(fresh)
    remember(fresh)
    return fresh
  })()
  return name
}
