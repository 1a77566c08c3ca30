import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import type { components } from '../../shared/api/chat.gen'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { type Order, pageOf } from '../../shared/pages/pages'
import { usePages } from '../../shared/pages/usePages'
import { Avatar } from '../../shared/ui/Avatar'
import { Dialog } from '../../shared/ui/Dialog'
import { useChatSync } from '../ChatContext'
import type { Message } from '../store/state'
import { useMessageUi } from './MessageUi'
import { PagesBelow } from './PagesBelow'

const inOrder: Order<components['schemas']['Reactor']> = {
  keyOf: ({ emoji, id }) => `${emoji}:${id}`,
}

/** Who reacted with what, in the order in which they did. */
export default function Reactors({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useLingui()
  const { api } = useChatSync()
  const { chat } = useMessageUi()
  const nameOf = usePersonName()
  const { number } = message
  const fetchPage = useCallback(
    async (after: number | null) => pageOf(await api.reactors(chat.id, number, after), 'people'),
    [api, chat.id, number],
  )
  const { pages, tryAgain, loadMore } = usePages(fetchPage, inOrder)
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t`Who reacted`}>
      <ul aria-label={t`Who reacted`} className="grid px-5 pb-4">
        {pages.items.map((person) => (
          <li key={inOrder.keyOf(person)} className="flex min-h-12 items-center gap-3">
            <Avatar person={person} size={32} />
            <span className="min-w-0 flex-1 truncate text-md">{nameOf(person)}</span>
            <span className="text-xl">{person.emoji}</span>
          </li>
        ))}
      </ul>
      <PagesBelow pages={pages} onMore={loadMore} onTryAgain={tryAgain} />
    </Dialog>
  )
}
