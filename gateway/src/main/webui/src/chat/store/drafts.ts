import type { Id, Kind } from './state'

/** Where a post is written: its title, and the rest of it. */
export const titlePlace = (channel: Id): string => `${channel}/title`
export const postPlace = (channel: Id): string => `${channel}/post`

/** Where a comment on a post is written. */
export const commentPlace = (channel: Id, post: number): string => `${channel}/${post}`

const REPLY = '/reply'

/** Where the number of the message is kept that is being answered in a place. */
export const replyPlace = (place: string): string => `${place}${REPLY}`

/** Under which names the draft of such a message is kept; of a plain message under its conversation's id. */
export function draftPlaces(conversation: Id, as: Kind): readonly string[] {
  switch (as.kind) {
    case 'message':
      return [conversation, replyPlace(conversation)]
    case 'post':
      return [titlePlace(conversation), postPlace(conversation)]
    case 'comment': {
      const place = commentPlace(conversation, as.post)
      return [place, replyPlace(place)]
    }
    default:
      return as satisfies never
  }
}

/** Whether the place is one of the conversation's. */
export const isIn = (conversation: Id, place: string): boolean =>
  place === conversation || place.startsWith(`${conversation}/`)

/** Whether something is being written in the place, and it is one of the conversation's. */
export const isWrittenIn = (conversation: Id, place: string): boolean =>
  isIn(conversation, place) && !place.endsWith(REPLY)
