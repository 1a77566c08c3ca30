import { lazy, type RefObject, Suspense, useState } from 'react'
import { useEmojiSource } from '../emoji/useEmojiSource'
import { useMentions } from '../mention/useMentions'
import type { Chat, Person } from '../store/state'
import { useCompletion } from './useCompletion'

const FoundMembers = lazy(() => import('../mention/FoundMembers'))

const PEOPLE = 0

/** What a field for messages does beside taking letters: an @ calls people, a colon names emoji. */
export function useWriting({
  chat,
  area,
  place,
}: {
  chat: Chat | undefined
  area: RefObject<HTMLTextAreaElement | null>
  place: string
}) {
  const [found, setFound] = useState<readonly Person[]>([])
  const { source, wire, readable } = useMentions(chat, place, found)
  const { asking, list, ...completion } = useCompletion(area, [source, useEmojiSource()])
  return {
    ...completion,
    wire,
    readable,
    list: (
      <>
        {list}
        {asking?.source === PEOPLE && chat?.kind === 'channel' && (
          <Suspense fallback={null}>
            <FoundMembers chat={chat} typed={asking.typed} onFound={setFound} />
          </Suspense>
        )}
      </>
    ),
  }
}
