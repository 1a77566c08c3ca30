import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { useChatSync } from '../ChatContext'
import { callWords } from '../calls/callWords'
import { useFilesWords } from '../files/useFilesWords'
import { useNamed } from '../mention/useNamed'
import type { ChatState, Message } from '../store/state'

/** A screen reader is told at most this often; what came meanwhile is folded into one sentence. */
const EVERY_MS = 1_500

/** What a screen reader is told of the open conversation: other people's messages as they arrive, never its history. */
export function useAnnouncements(id: string): string {
  const { t, i18n } = useLingui()
  const sync = useChatSync()
  const filesWords = useFilesWords()
  const [said, setSaid] = useState('')
  const named = useNamed()
  useEffect(() => {
    let last = sync.store.getState().chats[id]?.lastNumber ?? Number.POSITIVE_INFINITY
    let waiting: Message[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    let quietUntil = 0
    const say = () => {
      timer = undefined
      const [first] = waiting
      if (!first) return
      const count = waiting.length
      const name = sync.store.getState().people[first.sender]?.name ?? ''
      setSaid(
        count === 1
          ? `${name}: ${first.call ? callWords(i18n, first.call, false) : first.text || filesWords(first.files)}`
          : t`${plural(count, { one: '# new message', other: '# new messages' })}`,
      )
      waiting = []
      quietUntil = Date.now() + EVERY_MS
    }
    const listen = (state: ChatState) => {
      const chat = state.chats[id]
      if (!chat || chat.lastNumber <= last || chat.lastMessage === null) return
      last = chat.lastNumber
      if (chat.lastMessage.sender === state.me) return
      waiting.push(chat.lastMessage)
      timer ??= setTimeout(say, Math.max(0, quietUntil - Date.now()))
    }
    const unsubscribe = sync.store.subscribe(listen)
    return () => {
      unsubscribe()
      clearTimeout(timer)
    }
  }, [sync, id, t, i18n, filesWords])
  return named(said)
}
