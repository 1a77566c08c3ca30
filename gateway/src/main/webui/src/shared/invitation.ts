import { forget, keep, kept } from './device'

/** Whoever signs up by an invitation reads their mail first, and may do so tomorrow. */
const KEPT_MS = 24 * 3_600_000

/** Remembers, on this device, where an invitation's link led somebody who was not signed in. */
export const keepInvitation = (href: string): void => keep('invitation', `${Date.now()} ${href}`)

export const forgetInvitation = (): void => forget('invitation')

/** Where it led; undefined without one, or once it is old. */
export function keptInvitation(): string | undefined {
  const [at, href] = (kept('invitation') ?? '').split(' ')
  return href !== undefined && Date.now() - Number(at) < KEPT_MS ? href : undefined
}
