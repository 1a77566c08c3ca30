import { Trans, useLingui } from '@lingui/react/macro'
import { useCallback, useEffect, useState } from 'react'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { Avatar } from '../../shared/ui/Avatar'
import { Button } from '../../shared/ui/Button'
import { Dialog } from '../../shared/ui/Dialog'
import type { ChatApi } from '../api'
import { useChatSync } from '../ChatContext'
import type { Message } from '../store/state'
import { useMessageUi } from './MessageUi'

type Page = Extract<Awaited<ReturnType<ChatApi['reactors']>>, { ok: true }>['value']
type Reactor = Page['people'][number]

/** Who reacted with what, in the order in which they did. */
export default function Reactors({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useLingui()
  const { api } = useChatSync()
  const { chat } = useMessageUi()
  const nameOf = usePersonName()
  const [people, setPeople] = useState<readonly Reactor[]>([])
  const [more, setMore] = useState<
    { status: 'loading' | 'failed' | 'end' } | { status: 'more'; after: number }
  >({ status: 'loading' })
  const { number } = message
  const load = useCallback(
    async (after: number | null) => {
      setMore({ status: 'loading' })
      const answer = await api.reactors(chat.id, number, after)
      if (!answer.ok) return setMore({ status: 'failed' })
      const { people: found, next } = answer.value
      setPeople((before) => (after === null ? found : [...before, ...found]))
      setMore(
        next === null || next === undefined
          ? { status: 'end' }
          : { status: 'more', after: Number(next) },
      )
    },
    [api, chat.id, number],
  )
  useEffect(() => void load(null), [load])
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t`Who reacted`}>
      <ul aria-label={t`Who reacted`} className="grid px-5 pb-4">
        {people.map((person) => (
          <li key={`${person.emoji}:${person.id}`} className="flex min-h-12 items-center gap-3">
            <Avatar person={person} size={32} />
            <span className="min-w-0 flex-1 truncate text-md">{nameOf(person)}</span>
            <span className="text-xl">{person.emoji}</span>
          </li>
        ))}
      </ul>
      {more.status !== 'end' && (
        <div role="status" className="px-5 pb-4 text-base text-muted">
          {more.status === 'loading' ? (
            <span className="appear-late">{t`Loading…`}</span>
          ) : (
            <>
              {more.status === 'failed' && <Trans>We could not load this.</Trans>}{' '}
              <Button
                kind="outline"
                size="sm"
                onPress={() => void load(more.status === 'more' ? more.after : null)}
              >
                {more.status === 'failed' ? <Trans>Try again</Trans> : <Trans>Show more</Trans>}
              </Button>
            </>
          )}
        </div>
      )}
    </Dialog>
  )
}
