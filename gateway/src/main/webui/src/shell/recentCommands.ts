import * as z from 'zod/mini'
import { keep, kept } from '../shared/device'

const REMEMBERED = 5
const ids = z.array(z.string())

/** Ids of what was used from the command menu on this device, latest first. */
export function recentCommands(): string[] {
  try {
    const parsed = ids.safeParse(JSON.parse(kept('recent') ?? '[]'))
    return parsed.success ? parsed.data : []
  } catch {
    return []
  }
}

export function rememberCommand(id: string): void {
  const others = recentCommands().filter((other) => other !== id)
  keep('recent', JSON.stringify([id, ...others].slice(0, REMEMBERED)))
}
