import { useEffect, useRef } from 'react'
import { useChatSync } from '../ChatContext'
import type { Chat, Id, Person } from '../store/state'

/** Somebody who types on does not want what comes of the letters before. */
const PAUSE_MS = 150

/** More match than are shown: one letter more finds them. */
export const MOST_FOUND = 20

/**
 * While an @ is being completed in a channel whose members are not all loaded: asks the server who may be meant. Each
 * beginning is asked for once; of one that matched few, every longer one is known.
 */
export default function FoundMembers({
  chat,
  typed,
  onFound,
}: {
  chat: Chat
  typed: string
  onFound: (people: readonly Person[]) => void
}) {
  const { api, store } = useChatSync()
  const found = useRef(new Map<Id, Person>())
  const asked = useRef(new Map<string, boolean>())
  const beginning = typed.trim().toLocaleLowerCase()
  useEffect(() => {
    const isKnown = [...asked.current].some(
      ([before, isAll]) => before === beginning || (isAll && beginning.startsWith(before)),
    )
    const areLoaded = store.getState().rosters[chat.id]?.next === null
    if (beginning === '' || isKnown || areLoaded) return
    const away = new AbortController()
    const timer = setTimeout(async () => {
      const answer = await api.membersNamed(chat.id, beginning, MOST_FOUND, away.signal)
      // what was not answered is asked for with the next letter
      if (!answer.ok || away.signal.aborted) return
      const { members } = answer.value
      asked.current.set(beginning, members.length < MOST_FOUND)
      for (const { id, name, status, photo, deleted = false } of members) {
        const nowhere = { presence: 'offline', lastSeenAt: null, asOf: 0 } as const
        found.current.set(id, { id, name, status, photo, deleted, ...nowhere })
      }
      onFound([...found.current.values()])
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      away.abort()
    }
  }, [api, store, chat.id, beginning, onFound])
  return null
}
