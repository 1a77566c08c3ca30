import type { Id, Kind } from './state'

/** Where a post is written: its title, and the rest of it. */
export const titlePlace = (channel: Id): string => `${channel}/title`
export const postPlace = (channel: Id): string => `${channel}/post`

/** Where a comment on a post is written. */
export const commentPlace = (channel: Id, post: number): string => `${channel}/${post}`

/** Under which names the draft of such a message is kept; of a plain message under its conversation's id. */
export function draftPlaces(conversation: Id, as: Kind): readonly string[] {
  switch (as.kind) {
    case 'message':
      return [conversation]
    case 'post':
      return [titlePlace(conversation), postPlace(conversation)]
    case 'comment':
      return [commentPlace(conversation, as.post)]
    default:
      return as satisfies never
  }
}

/** Whether the place is one of the conversation's. */
export const isIn = (conversation: Id, place: string): boolean =>
  place === conversation || place.startsWith(`${conversation}/`)
