import { Trans, useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import type { components } from '../../shared/api/chat.gen'
import { formatFull } from '../../shared/i18n/format'
import { type Order, pageOf } from '../../shared/pages/pages'
import { usePages } from '../../shared/pages/usePages'
import { Dialog } from '../../shared/ui/Dialog'
import { useChatSync } from '../ChatContext'
import { MessageText } from '../conversation/MessageText'
import type { Message } from '../store/state'
import { useMessageUi } from './MessageUi'
import { PagesBelow } from './PagesBelow'

const byTime: Order<components['schemas']['Edition']> = { keyOf: ({ writtenAt }) => writtenAt }

/** What a message says, and what it said before. */
export default function Editions({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useLingui()
  const { api } = useChatSync()
  const { chat } = useMessageUi()
  const { number } = message
  const fetchPage = useCallback(
    async (before: number | null) =>
      pageOf(await api.editions(chat.id, number, before), 'editions'),
    [api, chat.id, number],
  )
  const { pages, tryAgain, loadMore } = usePages(fetchPage, byTime)
  const now = {
    text: message.text,
    title: message.title,
    writtenAt: message.editedAt ?? message.sentAt,
  }
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t`What it said before`}>
      <ol className="grid gap-4 px-5 pb-5">
        {[now, ...pages.items].map((edition, i) => (
          <li key={edition.writtenAt} className="grid gap-1">
            <p className="flex items-center gap-2 text-xs text-muted">
              <time dateTime={edition.writtenAt}>{formatFull(new Date(edition.writtenAt))}</time>
              {i === 0 && (
                <span className="rounded-full bg-accent-soft px-2 font-medium text-accent-text">
                  <Trans context="edition of a message">Now</Trans>
                </span>
              )}
            </p>
            {edition.title !== undefined && (
              <p className="text-md font-semibold">{edition.title}</p>
            )}
            <div className="message-text text-md wrap-anywhere">
              <MessageText text={edition.text} />
            </div>
          </li>
        ))}
      </ol>
      <PagesBelow pages={pages} onMore={loadMore} onTryAgain={tryAgain} />
    </Dialog>
  )
}
