import { draftPlaces } from './drafts'
import type { Effect, Input } from './input'
import { upsertOutgoing } from './outgoing'
import type { Attachment, ChatState, Id, Kind, MessageFile, Outgoing } from './state'

/** The contract allows no more with one message. */
export const MOST_FILES = 10

export const isUploaded = (files: readonly Attachment[]): boolean =>
  files.every(({ file }) => file !== null)

/** What the message says of its files once it is stored. */
export const sentFiles = (files: readonly Attachment[]): MessageFile[] =>
  files.flatMap(({ file }) => file ?? [])

/** The files that go with what is being written. */
export const attachedTo = (state: ChatState, conversation: Id, as: Kind): readonly Attachment[] =>
  draftPlaces(conversation, as).flatMap((place) => state.attached[place] ?? [])

type FileInput = Extract<
  Input,
  {
    type:
      | 'attached.restored'
      | 'files.attached'
      | 'file.detached'
      | 'file.retried'
      | 'file.uploaded'
      | 'file.refused'
  }
>

/** What becomes of the files of drafts, and of messages that are on their way. */
export function handleFiles(state: ChatState, input: FileInput, effects: Effect[]): ChatState {
  switch (input.type) {
    case 'attached.restored':
      for (const files of Object.values(input.attached)) upload(files, effects)
      return { ...state, attached: { ...input.attached, ...state.attached } }
    case 'files.attached': {
      const before = state.attached[input.place] ?? []
      const files = input.files.slice(0, MOST_FILES - before.length)
      upload(files, effects)
      return putAttached(state, input.place, [...before, ...files], effects)
    }
    case 'file.detached': {
      const before = state.attached[input.place] ?? []
      const gone = before.filter(({ key }) => key === input.key)
      if (gone.length === 0) return state
      effects.push({ type: 'release-files', files: gone, areSent: false })
      const left = before.filter(({ key }) => key !== input.key)
      return putAttached(state, input.place, left, effects)
    }
    case 'file.retried': {
      const change = (one: Attachment) => ({ ...one, problem: null })
      const again = withFile(state.attached[input.place] ?? [], input.key, change)
      upload(
        again.filter(({ key }) => key === input.key),
        effects,
      )
      return putAttached(state, input.place, again, effects)
    }
    case 'file.uploaded':
      return changeFile(state, input.key, effects, (one) => ({
        ...one,
        file: input.file,
        problem: null,
      }))
    case 'file.refused': {
      const { problem } = input
      const refused = changeFile(state, input.key, effects, (one) => ({ ...one, problem }))
      const outgoing = findOutgoing(refused, input.key)
      if (!outgoing) return refused
      // what stands behind it goes without it
      const failed: Outgoing = { ...outgoing, state: { status: 'failed', problem } }
      effects.push({ type: 'keep', outgoing: failed })
      return upsertOutgoing(refused, failed)
    }
    default:
      return input satisfies never
  }
}

/** Has those of the files uploaded that are not. */
export function upload(files: readonly Attachment[], effects: Effect[], anew = false): void {
  for (const attachment of files)
    if (attachment.file === null && attachment.problem === null)
      effects.push({ type: 'upload', attachment, anew })
}

/** What was attached is part of the message from now on. */
export const detachAll = (
  state: ChatState,
  conversation: Id,
  as: Kind,
  effects: Effect[],
): ChatState =>
  draftPlaces(conversation, as).reduce((s, place) => putAttached(s, place, [], effects), state)

/**
 * The files of a message as they are for another try. What the server forgot meanwhile, since nobody sent it in time,
 * goes up again.
 */
export function filesForRetry(outgoing: Outgoing, effects: Effect[]): readonly Attachment[] {
  const slug = outgoing.state.status === 'failed' ? outgoing.state.problem.slug : ''
  const anew = slug === 'file-not-found' || slug === 'upload-unfinished'
  const files = outgoing.files.map((one) => ({
    ...one,
    file: anew ? null : one.file,
    problem: null,
  }))
  upload(files, effects, anew)
  return files
}

/** A message as another tab tells of it: a file that is up here stays so. */
export function joinFiles(known: Outgoing | undefined, told: Outgoing): Outgoing {
  if (!known) return told
  const files = new Map(known.files.map(({ key, file }) => [key, file]))
  return {
    ...told,
    files: told.files.map((one) => ({ ...one, file: one.file ?? files.get(one.key) ?? null })),
  }
}

export const withFile = (
  files: readonly Attachment[],
  key: Id,
  change: (file: Attachment) => Attachment,
): readonly Attachment[] => files.map((one) => (one.key === key ? change(one) : one))

const holds = (files: readonly Attachment[], key: Id): boolean =>
  files.some((file) => file.key === key)

const findOutgoing = (state: ChatState, key: Id): Outgoing | undefined =>
  Object.values(state.outgoing)
    .flat()
    .find(({ files }) => holds(files, key))

function changeFile(
  state: ChatState,
  key: Id,
  effects: Effect[],
  change: (file: Attachment) => Attachment,
): ChatState {
  const outgoing = findOutgoing(state, key)
  if (outgoing) {
    const changed = { ...outgoing, files: withFile(outgoing.files, key, change) }
    effects.push({ type: 'keep', outgoing: changed })
    return upsertOutgoing(state, changed)
  }
  const place = Object.keys(state.attached).find((at) => holds(state.attached[at] ?? [], key))
  if (place === undefined) return state
  return putAttached(state, place, withFile(state.attached[place] ?? [], key, change), effects)
}

function putAttached(
  state: ChatState,
  place: string,
  files: readonly Attachment[],
  effects: Effect[],
): ChatState {
  const { [place]: before, ...others } = state.attached
  if (!before && files.length === 0) return state
  effects.push({ type: 'keep-attached', place })
  return { ...state, attached: files.length === 0 ? others : { ...others, [place]: files } }
}
