import { authApi, type SecurityEvent } from '../../account'
import type { components } from '../../shared/api/auth.gen'
import type { Answer } from '../../shared/net/problem'
import { answer } from '../../shared/net/rest'
import type { Kind } from './kinds'

export type Person = components['schemas']['Person']

/** An event with the person it happened to and the one who did it, as far as there are any. */
export type EventOfSomebody = SecurityEvent & { of: Person | null; by: Person | null }

/** Whose events, and of which kind; null for all. */
export type Filter = { account: string | null; kind: Kind | null }

const PAGE = 25

/** What happened to everybody's accounts, latest first; `before` is the `next` of the page before. For administrators. */
export async function allEvents(
  { account, kind }: Filter,
  before: string | null,
  signal: AbortSignal,
): Promise<Answer<{ items: EventOfSomebody[]; next: string | null }>> {
  const query = {
    limit: PAGE,
    ...(account === null ? {} : { account }),
    ...(kind === null ? {} : { kind }),
    ...(before === null ? {} : { before }),
  }
  const page = await answer(authApi.GET('/api/admin/events', { params: { query }, signal }))
  if (!page.ok) return page
  const { events, people, next } = page.value
  const known = new Map(people.map((person) => [person.id, person]))
  const find = (id: string | null | undefined) => known.get(id ?? '') ?? null
  const items = events.map((event) => ({
    ...event,
    of: find(event.account),
    by: find(event.detail.by),
  }))
  return { ok: true, value: { items, next: next ?? null } }
}

export const person = (id: string, signal: AbortSignal): Promise<Answer<Person>> =>
  answer(authApi.GET('/api/users/{id}', { params: { path: { id } }, signal }))
