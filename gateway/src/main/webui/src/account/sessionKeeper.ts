import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Answer, Problem } from '../shared/net/problem'
import { type Grant, type Profile, reduceSession, type Session, type SessionInput } from './session'

/** A token with less left is renewed before it is used: requests take time, and queues longer. */
const LEAST_LEFT_MS = 60_000
/** A start waits this long for the server before it shows what is kept on the device. */
const START_PATIENCE_MS = 1_500
/** What a tab tells the others takes less, and yet may come later than the turn that it gives up. */
const TOLD_WITHIN_MS = 1_000

export type TabMessage = SessionInput

export type SessionKeeperOptions = {
  /** Exchanges the cookie for the next token. Problem `session-ended`: nobody is signed in. */
  refresh: () => Promise<Answer<Grant>>
  signOut: () => Promise<Answer<null>>
  /** The profile that this device remembers from last time. */
  memory: { read: () => Profile | null; write: (account: Profile | null) => void }
  /** The other tabs of this browser. */
  tabs: Pick<BroadcastChannel, 'postMessage' | 'onmessage'>
  /** Runs one thing at a time among all tabs; `waited` while another was at it. */
  alone: <T>(run: (waited: boolean) => Promise<T>) => Promise<T>
  /** Somebody else signed in, in another tab: nothing on this page is theirs. */
  onStranger: () => void
  now?: () => number
}

const sessionEnded: Problem = {
  slug: 'session-ended',
  status: 401,
  title: 'Signed out',
  detail: 'Sign in again.',
}

/**
 * Who is signed in, in all tabs of a browser. The access token lives in memory only; what survives a reload is a
 * cookie that no script can read.
 */
export class SessionKeeper {
  readonly store: StoreApi<Session>
  readonly #options: SessionKeeperOptions
  readonly #now: () => number
  #renewal: Promise<Answer<string>> | null = null

  constructor(options: SessionKeeperOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
    const account = options.memory.read()
    this.store = createStore<Session>(() =>
      account ? { status: 'unknown', account } : { status: 'signed-out', why: 'nobody' },
    )
    options.tabs.onmessage = ({ data }: MessageEvent<TabMessage>) => this.#apply(data)
  }

  /** Resolves once it is known, or has to be assumed, who is signed in. */
  async start(): Promise<void> {
    if (this.store.getState().status !== 'unknown') return
    let timer: ReturnType<typeof setTimeout> | undefined
    const patience = new Promise<void>((done) => {
      timer = setTimeout(done, START_PATIENCE_MS)
    })
    await Promise.race([this.freshToken(), patience])
    clearTimeout(timer)
    this.#apply({ type: 'unreachable' })
  }

  /** Somebody has just signed in here. */
  begin(grant: Grant): void {
    this.#tellAll({ type: 'granted', grant })
  }

  /** The person's own profile, as the server has it now. */
  change(account: Profile): void {
    this.#tellAll({ type: 'changed', account })
  }

  /** Signs out in all tabs. When the server cannot be reached, the person stays signed in: the cookie is still good. */
  async leave(): Promise<Answer<null>> {
    return this.#options.alone(async () => {
      const answer = await this.#options.signOut()
      if (answer.ok) this.#tellAll({ type: 'left' })
      return answer
    })
  }

  /**
   * Deletes the account by `request`, which is given a token, and signs out in all tabs. No tab renews a token
   * meanwhile: it would learn that the session has ended before it hears why.
   */
  async delete(request: (token: string) => Promise<Answer<null>>): Promise<Answer<null>> {
    const token = await this.freshToken()
    if (!token.ok) return token
    return this.#options.alone(async () => {
      const answer = await request(token.value)
      if (answer.ok) this.#tellAll({ type: 'deleted' })
      return answer
    })
  }

  /** The token in hand, good or not; null without one. */
  currentToken(): string | null {
    const session = this.store.getState()
    return session.status === 'signed-in' ? (session.token?.value ?? null) : null
  }

  /**
   * A token good for at least another minute. `refused` names one that the server turned down, so that another is
   * fetched. Problem `session-ended`: nobody is signed in any more. Never rejects.
   */
  freshToken(refused?: string): Promise<Answer<string>> {
    const token = this.#goodToken(refused)
    if (token !== null) return Promise.resolve({ ok: true, value: token })
    this.#renewal ??= this.#renew(refused).finally(() => {
      this.#renewal = null
    })
    return this.#renewal
  }

  #goodToken(refused: string | undefined): string | null {
    const session = this.store.getState()
    if (session.status !== 'signed-in' || !session.token) return null
    const { value, goodUntil } = session.token
    return value !== refused && goodUntil - this.#now() >= LEAST_LEFT_MS ? value : null
  }

  #renew(refused: string | undefined): Promise<Answer<string>> {
    return this.#options.alone(async (waited) => {
      // another tab may have fetched one while this one waited for its turn
      if (waited) await this.#told(refused)
      if (this.store.getState().status === 'signed-out') return { ok: false, problem: sessionEnded }
      const token = this.#goodToken(refused)
      if (token !== null) return { ok: true, value: token }
      const answer = await this.#options.refresh()
      if (answer.ok) {
        this.#tellAll({ type: 'granted', grant: answer.value })
        return { ok: true, value: answer.value.token.value }
      }
      if (answer.problem.slug === 'session-ended') this.#tellAll({ type: 'ended' })
      return answer
    })
  }

  /** Until another tab's word of how it renewed the token is here, or would be if there was any. */
  #told(refused: string | undefined): Promise<void> {
    const isTold = (): boolean =>
      this.store.getState().status === 'signed-out' || this.#goodToken(refused) !== null
    if (isTold()) return Promise.resolve()
    return new Promise((done) => {
      const stop = (): void => {
        clearTimeout(timer)
        unsubscribe()
        done()
      }
      const timer = setTimeout(stop, TOLD_WITHIN_MS)
      const unsubscribe = this.store.subscribe(() => {
        if (isTold()) stop()
      })
    })
  }

  #tellAll(input: SessionInput): void {
    this.#options.tabs.postMessage(input)
    this.#apply(input)
  }

  #apply(input: SessionInput): void {
    const before = this.store.getState()
    if (
      input.type === 'granted' &&
      before.status !== 'signed-out' &&
      before.account.id !== input.grant.account.id
    ) {
      this.#options.memory.write(input.grant.account)
      this.#options.onStranger()
      return
    }
    const after = reduceSession(before, input)
    if (after === before) return
    this.#options.memory.write(after.status === 'signed-out' ? null : after.account)
    this.store.setState(after, true)
  }
}
