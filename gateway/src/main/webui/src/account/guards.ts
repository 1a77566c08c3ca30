import { redirect } from '@tanstack/react-router'
import type { Session } from './session'

/** A place in this app, or the front page: an address of elsewhere must not be gone to from a link to us. */
export function placeHere(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return '/'
  const base = 'http://here.invalid'
  const url = URL.parse(next, base)
  // "/.//elsewhere" is of here until it is written down: its path is "//elsewhere", which is of there
  return url?.origin === base && !url.pathname.startsWith('//')
    ? `${url.pathname}${url.search}${url.hash}`
    : '/'
}

/** Lets only those through who are signed in; others come back after they have. */
export function requireSignedIn(session: Session, href: string): void {
  if (session.status !== 'signed-out') return
  // whoever left on purpose wants to start afresh next time
  const isAfresh = session.why === 'left' || session.why === 'deleted'
  const next = isAfresh ? undefined : placeHere(href)
  throw redirect({ to: '/sign-in', search: next && next !== '/' ? { next } : {}, replace: true })
}

/** The forms are for those who are not signed in. */
export function requireSignedOut(session: Session, next: string | undefined): void {
  if (session.status !== 'signed-out') throw redirect({ href: placeHere(next), replace: true })
}
