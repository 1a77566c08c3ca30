import { createStore, type StoreApi } from 'zustand/vanilla'
import { keep, kept } from '../shared/device'
import { type Answer, unreachable } from '../shared/net/problem'
import type { Socket } from '../shared/net/socket'
import { type Page, pageOf } from '../shared/pages/pages'
import type { Activity, ChatApi } from './api'
import type { ChatDatabase } from './database'
import { FileAddresses } from './files/FileAddresses'
import type { FileDatabase } from './files/FileDatabase'
import type { Transfer } from './files/tus'
import { Uploads } from './files/Uploads'
import { sentFiles } from './store/attachments'
import type { PastCall } from './store/calls'
import type { FeedOrder } from './store/feed'
import type { Effect, Input } from './store/input'
import { reduce } from './store/reduce'
import {
  type ChatState,
  type Conversation,
  type Id,
  initialState,
  type Outgoing,
  type Pending,
} from './store/state'
import { Watching } from './Watching'
import type { ChatEvent, Command, Result } from './wire/frames'

/** Writing on every event would keep the disk busy; what the cache lacks is fetched again anyway. */
const CACHE_AFTER_MS = 1_000
const DRAFT_AFTER_MS = 300
/** Reading on moves the marker many times a second. */
const READ_AFTER_MS = 300
/** A page in the background this long is not being looked at. */
const AWAY_AFTER_MS = 60_000

/** What the tabs of one person tell each other. */
type TabMessage =
  | { type: 'kept'; outgoing: Outgoing }
  | { type: 'forgotten'; conversation: Id; clientId: Id }

export type ChatSocket = Socket<Command, Result, ChatEvent>

/** The command that stores a message of its kind. */
function commandOf({ conversation, clientId, text, as, files: attached }: Outgoing): Command {
  const ids = sentFiles(attached).map(({ id }) => id)
  const files = ids.length > 0 ? { files: ids } : {}
  switch (as.kind) {
    case 'message': {
      const reply = as.replyTo === undefined ? {} : { replyTo: as.replyTo }
      return { type: 'message.send', conversation, clientId, text, ...reply, ...files }
    }
    case 'post': {
      const { title, commentsAllowed, moment } = as
      const more = { ...(moment === undefined ? {} : { moment }), ...files }
      return { type: 'post.send', conversation, clientId, title, text, commentsAllowed, ...more }
    }
    case 'comment': {
      const { post, replyTo, moment } = as
      const more = {
        ...(replyTo === null ? {} : { replyTo }),
        ...(moment === undefined ? {} : { moment }),
        ...files,
      }
      return { type: 'comment.send', conversation, clientId, post, text, ...more }
    }
    default:
      return as satisfies never
  }
}

/** The command that asks for what is wished. */
function commandOfWish({ id, conversation, number, wish }: Pending): Command {
  switch (wish.kind) {
    case 'edit': {
      const { text, title } = wish
      const edit = { type: 'message.edit', conversation, number, clientId: id, text } as const
      return title === null ? edit : { ...edit, title }
    }
    case 'delete':
      return { type: 'message.delete', conversation, number }
    case 'react': {
      const { emoji, present } = wish
      return { type: 'reaction.set', conversation, number, emoji, present }
    }
    case 'pin':
      return { type: 'pin.set', conversation, number, present: wish.present }
    case 'comments':
      return { type: 'comments.set', conversation, number, allowed: wish.allowed }
    default:
      return wish satisfies never
  }
}

type Options = {
  me: Id
  api: ChatApi
  database: ChatDatabase
  files: FileDatabase
  transfer: Transfer
  /** The same in all tabs of the person, and in no others. */
  tabs: string
  /** Given the three things that a socket tells, makes the socket. */
  connect: (listener: {
    onLive: () => void
    onEvent: (event: ChatEvent) => void
    onDown: () => void
  }) => ChatSocket
}

/** The edge of the chat client: feeds what happens to `reduce` and carries out the effects that come back. */
export class ChatSync {
  readonly me: Id
  readonly store: StoreApi<ChatState>
  readonly socket: ChatSocket
  readonly api: ChatApi
  readonly uploads: Uploads
  readonly addresses: FileAddresses
  readonly watching: Watching
  readonly #options: Options
  readonly #tabs: BroadcastChannel
  readonly #closed = new AbortController()
  readonly #timers = new Set<ReturnType<typeof setTimeout>>()
  readonly #draftTimers = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #markers = new Map<Id, number>()
  readonly #listeners = new Set<(frame: ChatEvent) => void>()
  #cached: ChatState | null = null
  #cacheTimer: ReturnType<typeof setTimeout> | undefined
  #awayTimer: ReturnType<typeof setTimeout> | undefined

  constructor(options: Options) {
    this.#options = options
    this.me = options.me
    this.api = options.api
    this.store = createStore<ChatState>(() => initialState(options.me))
    this.#tabs = new BroadcastChannel(options.tabs)
    this.uploads = new Uploads({
      database: options.files,
      transfer: options.transfer,
      describe: this.api.file,
      remove: this.api.removeFile,
      tabs: options.tabs,
      onUploaded: (key, file) => this.dispatch({ type: 'file.uploaded', key, file }),
      onRefused: (key, problem) => this.dispatch({ type: 'file.refused', key, problem }),
    })
    this.addresses = new FileAddresses(this.api.fileAddresses)
    this.watching = new Watching(async (accounts) => {
      const reply = await this.socket.ask({ type: 'presence.watch', accounts })
      // a line that was lost is followed by one that is told anew
      return reply.status !== 'refused'
    })
    this.socket = options.connect({
      onLive: () => {
        this.dispatch({ type: 'connected' })
        this.uploads.goOn()
        this.addresses.goOn()
        this.watching.connected()
        this.#tellPresence()
      },
      onEvent: (frame) => {
        this.dispatch({ type: 'frame', frame, at: Date.now() })
        for (const hear of this.#listeners) hear(frame)
      },
      onDown: () => {
        this.watching.disconnected()
        this.dispatch({ type: 'disconnected' })
      },
    })
  }

  async start(): Promise<void> {
    this.#tabs.onmessage = ({ data }: MessageEvent<TabMessage>) => this.#hear(data)
    document.addEventListener('visibilitychange', this.#onVisibility)
    window.addEventListener('pagehide', this.#flush)
    if (kept('feed-order') === 'active') this.dispatch({ type: 'feeds.ordered', order: 'active' })
    // a browser that keeps nothing starts empty
    const cached = await this.#options.database.load().catch(() => null)
    if (this.#closed.signal.aborted) return
    if (cached) this.dispatch({ type: 'restored', ...cached })
    void this.#restoreFiles()
    this.dispatch({ type: 'list.wanted', after: null })
    this.store.subscribe(() => this.#cacheSoon())
    this.socket.open()
    void this.#drainWhenAlone()
  }

  /** Tells of each frame, once the store has taken it in. */
  hear(listener: (frame: ChatEvent) => void, signal: AbortSignal): void {
    this.#listeners.add(listener)
    signal.addEventListener('abort', () => this.#listeners.delete(listener))
  }

  /** Chooses what to be notified of; shown at once, and taken back if the server cannot be told. */
  async choose(
    conversation: Id,
    notifications: Conversation['notifications'],
  ): Promise<Answer<unknown>> {
    const before = this.store.getState().chats[conversation]?.notifications
    this.dispatch({ type: 'notifications.chosen', conversation, notifications })
    const answer = await this.api.choose(conversation, notifications)
    const isStillSo = this.store.getState().chats[conversation]?.notifications === notifications
    if (!answer.ok && before && isStillSo)
      this.dispatch({ type: 'notifications.chosen', conversation, notifications: before })
    return answer
  }

  /** Orders the posts of all channels on this device. */
  orderFeeds(order: FeedOrder): void {
    keep('feed-order', order)
    this.dispatch({ type: 'feeds.ordered', order })
  }

  /** Runs once, when the chats are closed. */
  onClose(run: () => void): void {
    this.#closed.signal.addEventListener('abort', run, { once: true })
  }

  close(): void {
    this.#flush()
    this.#closed.abort()
    for (const timer of [...this.#timers, this.#cacheTimer, this.#awayTimer]) clearTimeout(timer)
    document.removeEventListener('visibilitychange', this.#onVisibility)
    window.removeEventListener('pagehide', this.#flush)
    this.#tabs.close()
    this.socket.close()
    this.uploads.close()
    this.addresses.close()
    this.watching.close()
    void this.#options.database.close()
  }

  readonly dispatch = (input: Input): void => {
    if (this.#closed.signal.aborted) return
    const { state, effects } = reduce(this.store.getState(), input)
    this.store.setState(state, true)
    for (const effect of effects) this.#perform(effect)
  }

  /** Tells the others that the person types, or has stopped. */
  typing(conversation: Id, active: boolean): void {
    this.socket.tell({ type: 'typing', conversation, active })
  }

  /** What somebody else said last is to be unread again, on all devices; the server tells them. */
  async markUnread(conversation: Id): Promise<Answer<null>> {
    const latest = this.#markers.get(conversation)
    this.#markers.delete(conversation)
    // what is about to be marked as read would come after it and undo it
    if (latest !== undefined) await this.socket.ask({ type: 'read', conversation, number: latest })
    const reply = await this.socket.ask({ type: 'unread', conversation })
    if (reply.status === 'ok') return { ok: true, value: null }
    return { ok: false, problem: reply.status === 'refused' ? reply.problem : unreachable }
  }

  /** Sends on what stands elsewhere: the same clientId again does it once. `title` in a channel, where it is a post. */
  async forward(
    source: { conversation: Id; number: number },
    target: { conversation: Id; clientId: Id; title: string | null },
  ): Promise<Answer<number>> {
    const { conversation, clientId, title } = target
    const reply = await this.socket.ask({
      type: 'message.forward',
      conversation,
      clientId,
      from: source.conversation,
      number: source.number,
      ...(title === null ? {} : { title }),
    })
    if (reply.status === 'ok' && reply.result?.kind === 'sent')
      return { ok: true, value: reply.result.number }
    return { ok: false, problem: reply.status === 'refused' ? reply.problem : unreachable }
  }

  /** The direct conversation with somebody, found or made. */
  openWith(account: Id): Promise<Answer<Id>> {
    return this.enter(() => this.api.open(account))
  }

  /** Takes in the conversation that a request comes to: one that was opened, joined or changed. */
  async enter(ask: () => Promise<Answer<Conversation>>): Promise<Answer<Id>> {
    const asOf = this.store.getState().frames
    const answer = await ask()
    if (!answer.ok) return answer
    this.dispatch({ type: 'conversation.loaded', conversation: answer.value, asOf })
    return { ok: true, value: answer.value.id }
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'load-list':
        void this.#loadList(effect)
        return
      case 'load-conversation':
        void this.#loadConversation(effect)
        return
      case 'load-page':
        void this.#loadPage(effect)
        return
      case 'load-posts':
        void this.#loadPosts(effect)
        return
      case 'load-thread':
        void this.#loadThread(effect)
        return
      case 'load-comments':
        void this.#loadComments(effect)
        return
      case 'load-changes':
        void this.#loadChanges(effect)
        return
      case 'load-pins':
        void this.#loadPins(effect.conversation)
        return
      case 'load-quote':
        void this.#loadQuote(effect)
        return
      case 'load-members':
        void this.#loadMembers(effect)
        return
      case 'load-person':
        void this.#loadPerson(effect.account)
        return
      case 'resume':
        void this.#resume(effect.cursor)
        return
      case 'mark-read':
        this.#markRead(effect.conversation, effect.number)
        return
      case 'send':
        void this.#send(effect.outgoing)
        return
      case 'keep':
        void this.#keep(effect.outgoing)
        return
      case 'forget':
        void this.#forget(effect.conversation, effect.clientId)
        return
      case 'send-wish':
        void this.#sendWish(effect.pending)
        return
      case 'keep-wish':
        // a browser that keeps nothing can still send
        void this.#options.database.keepWish(effect.pending).catch(() => undefined)
        return
      case 'forget-wish':
        void this.#options.database.forgetWish(effect.id).catch(() => undefined)
        return
      case 'keep-draft':
        this.#keepDraft(effect.place)
        return
      case 'keep-attached':
        this.#options.files
          .keepAttached(effect.place, this.store.getState().attached[effect.place] ?? [])
          .catch(() => undefined)
        return
      case 'upload':
        this.uploads.start(effect.attachment, effect.anew)
        return
      case 'release-files':
        for (const file of effect.files) void this.uploads.release(file, effect.areSent)
        return
      case 'wake':
        this.#later(effect.at - Date.now(), () => this.dispatch({ type: 'ticked', at: Date.now() }))
        return
      default:
        effect satisfies never
    }
  }

  /** What was going to be sent goes on going up. */
  async #restoreFiles(): Promise<void> {
    const { files } = this.#options
    const attached = await files.attached().catch(() => null)
    if (!attached) return
    this.dispatch({ type: 'attached.restored', attached })
    const { outgoing, attached: drafts } = this.store.getState()
    const claimed = [
      ...Object.values(outgoing).flatMap((queue) => queue.flatMap((one) => one.files)),
      ...Object.values(drafts).flat(),
    ]
    files.prune(new Set(claimed.map(({ key }) => key)), Date.now()).catch(() => undefined)
  }

  async #loadList({ after, asOf }: Extract<Effect, { type: 'load-list' }>): Promise<void> {
    const answer = await this.api.conversations(after)
    this.dispatch(
      answer.ok
        ? { type: 'list.loaded', after, asOf, ...answer.value }
        : { type: 'list.failed', after, problem: answer.problem },
    )
  }

  async #loadConversation({
    conversation,
    asOf,
  }: Extract<Effect, { type: 'load-conversation' }>): Promise<void> {
    const answer = await this.api.conversation(conversation)
    this.dispatch(
      answer.ok
        ? { type: 'conversation.loaded', conversation: answer.value, asOf }
        : { type: 'conversation.failed', conversation, problem: answer.problem },
    )
  }

  async #loadPage({
    type: _,
    conversation,
    purpose,
    ...query
  }: Extract<Effect, { type: 'load-page' }>): Promise<void> {
    const answer = await this.api.messages(conversation, query)
    this.dispatch(
      answer.ok
        ? { type: 'page.loaded', conversation, purpose, page: answer.value }
        : { type: 'page.failed', conversation, purpose, problem: answer.problem },
    )
  }

  async #loadPosts({
    conversation,
    order,
    before,
    asOf,
  }: Extract<Effect, { type: 'load-posts' }>): Promise<void> {
    const answer = await this.api.posts(conversation, order, before)
    const asked = { conversation, order, before }
    this.dispatch(
      answer.ok
        ? { type: 'posts.loaded', ...asked, page: answer.value, asOf }
        : { type: 'posts.failed', ...asked },
    )
  }

  /** One's calls; without the server, the latest that this device has heard of. */
  async calls(
    filter: 'all' | 'missed',
    after: string | null,
    signal: AbortSignal,
  ): Promise<Answer<Page<PastCall>>> {
    const { database } = this.#options
    const answer = pageOf<'calls', PastCall, string>(
      await this.api.calls(filter, after, signal),
      'calls',
    )
    if (after !== null) return answer
    // a browser that keeps nothing is no reason not to show them
    if (answer.ok) {
      if (filter === 'all') void database.keepCalls(answer.value.items).catch(() => undefined)
      return answer
    }
    const kept = await database.calls().catch(() => [])
    const items = kept.filter(({ missed }) => missed || filter === 'all')
    return items.length > 0 ? { ok: true, value: { items, next: null } } : answer
  }

  /** What concerns one; without the server, the latest that this device has heard of. */
  async activity(after: string | null): Promise<Answer<Page<Activity>>> {
    const { database } = this.#options
    const answer = await this.api.activity(after)
    if (after !== null) return answer
    if (answer.ok) {
      void database.keepActivity(answer.value.items).catch(() => undefined)
      return answer
    }
    const items = await database.activity().catch(() => [])
    return items.length > 0 ? { ok: true, value: { items: [...items], next: null } } : answer
  }

  async #loadThread({
    conversation,
    post,
  }: Extract<Effect, { type: 'load-thread' }>): Promise<void> {
    const [found, page] = await Promise.all([
      this.api.post(conversation, post),
      this.api.comments(conversation, post, 0),
    ])
    if (!found.ok)
      this.dispatch({ type: 'thread.failed', conversation, post, problem: found.problem })
    else if (!page.ok)
      this.dispatch({ type: 'thread.failed', conversation, post, problem: page.problem })
    else this.dispatch({ type: 'thread.loaded', conversation, post: found.value, page: page.value })
  }

  async #loadComments({
    conversation,
    post,
    after,
  }: Extract<Effect, { type: 'load-comments' }>): Promise<void> {
    const answer = await this.api.comments(conversation, post, after)
    this.dispatch(
      answer.ok
        ? { type: 'comments.loaded', conversation, post, page: answer.value }
        : { type: 'comments.failed', conversation, post },
    )
  }

  async #loadChanges({
    conversation,
    after,
  }: Extract<Effect, { type: 'load-changes' }>): Promise<void> {
    const answer = await this.api.changes(conversation, after)
    this.dispatch(
      answer.ok
        ? { type: 'changes.loaded', conversation, after, page: answer.value }
        : { type: 'changes.failed', conversation, problem: answer.problem },
    )
  }

  async #loadPins(conversation: Id): Promise<void> {
    const answer = await this.api.pins(conversation)
    this.dispatch(
      answer.ok
        ? { type: 'pins.loaded', conversation, page: answer.value }
        : { type: 'pins.failed', conversation },
    )
  }

  async #loadQuote({
    conversation,
    number,
  }: Extract<Effect, { type: 'load-quote' }>): Promise<void> {
    const answer = await this.api.messages(conversation, { after: number - 1, limit: 1 })
    this.dispatch(
      answer.ok
        ? { type: 'quote.loaded', conversation, number, page: answer.value }
        : { type: 'quote.failed', conversation, number },
    )
  }

  async #loadMembers({
    conversation,
    after,
    asOf,
  }: Extract<Effect, { type: 'load-members' }>): Promise<void> {
    const answer = await this.api.members(conversation, after)
    this.dispatch(
      answer.ok
        ? { type: 'members.loaded', conversation, after, asOf, ...answer.value }
        : { type: 'members.failed', conversation },
    )
  }

  async #loadPerson(account: Id): Promise<void> {
    const answer = await this.api.person(account)
    if (!answer.ok) return this.dispatch({ type: 'person.failed', account })
    const { id, name, status, photo = null, deleted = false } = answer.value
    this.dispatch({ type: 'person.loaded', person: { id, name, status, photo, deleted } })
  }

  async #resume(cursor: string): Promise<void> {
    const reply = await this.socket.ask({ type: 'resume', cursor })
    if (reply.status === 'ok' && reply.result?.kind === 'resumed')
      this.dispatch({ type: 'resumed', result: reply.result })
    if (reply.status === 'refused') this.dispatch({ type: 'resume.refused' })
  }

  #markRead(conversation: Id, number: number): void {
    const isWaiting = this.#markers.has(conversation)
    this.#markers.set(conversation, number)
    if (isWaiting) return
    this.#later(READ_AFTER_MS, () => {
      const latest = this.#markers.get(conversation)
      this.#markers.delete(conversation)
      // lost or refused, it is sent again after the next reconnect
      if (latest !== undefined) void this.socket.ask({ type: 'read', conversation, number: latest })
    })
  }

  async #send(outgoing: Outgoing): Promise<void> {
    const { conversation, clientId } = outgoing
    const reply = await this.socket.ask(commandOf(outgoing))
    if (reply.status === 'ok' && reply.result?.kind === 'sent')
      this.dispatch({ type: 'send.answered', conversation, clientId, result: reply.result })
    else if (reply.status === 'refused')
      this.dispatch({
        type: 'send.refused',
        conversation,
        clientId,
        problem: reply.problem,
        at: Date.now(),
      })
    else this.dispatch({ type: 'send.lost', conversation, clientId })
  }

  async #sendWish(pending: Pending): Promise<void> {
    const { conversation, id } = pending
    const reply = await this.socket.ask(commandOfWish(pending))
    if (reply.status === 'ok' && reply.result?.kind === 'changed')
      this.dispatch({ type: 'wish.answered', conversation, id, change: reply.result.change })
    else if (reply.status === 'refused') {
      const { problem } = reply
      this.dispatch({ type: 'wish.refused', conversation, id, problem, at: Date.now() })
    } else this.dispatch({ type: 'wish.lost', conversation, id })
  }

  async #keep(outgoing: Outgoing): Promise<void> {
    // a browser that keeps nothing can still send
    await this.#options.database.keep(outgoing).catch(() => undefined)
    if (this.#closed.signal.aborted) return
    this.#tell({ type: 'kept', outgoing })
    if (outgoing.state.status === 'storing')
      this.dispatch({
        type: 'outgoing.stored',
        conversation: outgoing.conversation,
        clientId: outgoing.clientId,
      })
  }

  async #forget(conversation: Id, clientId: Id): Promise<void> {
    await this.#options.database.forget(clientId).catch(() => undefined)
    this.#tell({ type: 'forgotten', conversation, clientId })
  }

  #tell(message: TabMessage): void {
    if (!this.#closed.signal.aborted) this.#tabs.postMessage(message)
  }

  #hear(message: TabMessage): void {
    if (message.type === 'forgotten') {
      this.dispatch({ ...message, type: 'outgoing.gone' })
      return
    }
    const { outgoing } = message
    const state =
      outgoing.state.status === 'storing'
        ? ({ status: 'queued', attempt: 0, notBefore: 0 } as const)
        : outgoing.state
    this.dispatch({ type: 'outgoing.noticed', outgoing: { ...outgoing, state } })
  }

  /** One tab of a person sends for all of them; when it goes, the next takes over what it left. */
  async #drainWhenAlone(): Promise<void> {
    const drainUntilClosed = async () => {
      for (const outgoing of await this.#options.database.outgoing().catch(() => []))
        this.dispatch({ type: 'outgoing.noticed', outgoing })
      // of a tab that was closed before it could send them
      for (const pending of await this.#options.database.wishes().catch(() => []))
        this.dispatch({ type: 'wish.noticed', pending })
      this.dispatch({ type: 'drain.granted' })
      await new Promise((done) =>
        this.#closed.signal.addEventListener('abort', done, { once: true }),
      )
    }
    // over plain HTTP there are no locks: every tab sends, and the server tells doubles by their client id
    if (!('locks' in navigator)) return drainUntilClosed()
    const { signal } = this.#closed
    await navigator.locks
      .request(this.#options.tabs, { signal }, drainUntilClosed)
      .catch(() => undefined)
  }

  #keepDraft(place: string): void {
    clearTimeout(this.#draftTimers.get(place))
    this.#draftTimers.set(
      place,
      setTimeout(() => this.#writeDraft(place), DRAFT_AFTER_MS),
    )
  }

  #writeDraft(place: string): void {
    clearTimeout(this.#draftTimers.get(place))
    this.#draftTimers.delete(place)
    this.#options.database
      .keepDraft(place, this.store.getState().drafts[place] ?? '')
      .catch(() => undefined)
  }

  /** Sends and writes at once what waits: the page may not be there any more in a moment. */
  readonly #flush = (): void => {
    this.dispatch({ type: 'wishes.released', conversation: null })
    for (const place of [...this.#draftTimers.keys()]) this.#writeDraft(place)
    if (this.#cacheTimer !== undefined) this.#cache()
  }

  #cacheSoon(): void {
    // two tabs writing would mix the cursor of one with the chats of the other
    if (this.#cacheTimer !== undefined || !this.store.getState().drains) return
    this.#cacheTimer = setTimeout(() => this.#cache(), CACHE_AFTER_MS)
  }

  #cache(): void {
    clearTimeout(this.#cacheTimer)
    this.#cacheTimer = undefined
    const state = this.store.getState()
    const before = this.#cached
    this.#cached = state
    this.#options.database.cache(state, before).catch(() => undefined)
  }

  readonly #onVisibility = (): void => {
    clearTimeout(this.#awayTimer)
    if (document.visibilityState === 'hidden')
      this.#awayTimer = setTimeout(() => this.#tellPresence(), AWAY_AFTER_MS)
    else this.#tellPresence()
  }

  #tellPresence(): void {
    const isHidden = document.visibilityState === 'hidden'
    this.watching.lookedAt(!isHidden)
    void this.socket.ask({ type: 'presence', state: isHidden ? 'away' : 'online' })
  }

  #later(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      run()
    }, ms)
    this.#timers.add(timer)
  }
}
