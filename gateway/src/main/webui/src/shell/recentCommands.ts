import { keep, kept } from '../shared/device'

const REMEMBERED = 5

/** Ids of what was used from the command menu on this device, latest first. */
export function recentCommands(): string[] {
  try {
    const ids: unknown = JSON.parse(kept('recent') ?? '[]')
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

export function rememberCommand(id: string): void {
  const others = recentCommands().filter((other) => other !== id)
  keep('recent', JSON.stringify([id, ...others].slice(0, REMEMBERED)))
}
