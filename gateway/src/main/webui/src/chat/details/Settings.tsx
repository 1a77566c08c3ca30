import { Trans } from '@lingui/react/macro'
import type { FormEvent } from 'react'
import { formatFull } from '../../shared/i18n/format'
import { Button } from '../../shared/ui/Button'
import { Notice } from '../../shared/ui/Notice'
import type { ChannelTerms } from '../api'
import { useChatSync } from '../ChatContext'
import { TermsFields } from '../channels/TermsFields'
import { oneLine } from '../oneLine'
import { isArchived } from '../store/rights'
import type { Chat } from '../store/state'
import { MemberProblem } from './MemberProblem'
import { useDoing } from './useDoing'
import { differing, useTouched } from './useTouched'

const termsOf = (chat: Chat): ChannelTerms => ({
  name: chat.name ?? '',
  description: chat.channel?.description ?? '',
  access: chat.channel?.access ?? 'private',
  announcementsOnly: chat.channel?.announcementsOnly ?? false,
})

/** What a channel is, for those who run it; an archived one can only be brought back. */
export function Settings({ chat }: { chat: Chat }) {
  return (
    <div className="grid gap-6">
      {isArchived(chat) ? <About chat={chat} /> : <TermsForm chat={chat} />}
      {chat.role === 'owner' && <ArchiveChannel chat={chat} />}
    </div>
  )
}

function TermsForm({ chat }: { chat: Chat }) {
  const sync = useChatSync()
  const known = termsOf(chat)
  const { values: terms, change, forget } = useTouched(known)
  const { run, isPending, problem } = useDoing()
  const wanted = {
    ...terms,
    name: oneLine(terms.name),
    description: oneLine(terms.description),
  }
  const changes = differing(known, wanted)
  const isChanged = Object.keys(changes).length > 0
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!isChanged || wanted.name === '') return
    const saved = await run(() => sync.enter(() => sync.api.change(chat.id, changes)))
    if (saved?.ok) forget()
  }
  return (
    <form onSubmit={(event) => void save(event)} className="grid gap-5">
      <TermsFields terms={terms} onChange={change} />
      {problem && <MemberProblem problem={problem} />}
      <Button
        type="submit"
        kind="primary"
        isDisabled={!isChanged || wanted.name === ''}
        isPending={isPending}
      >
        <Trans>Save</Trans>
      </Button>
    </form>
  )
}

function ArchiveChannel({ chat }: { chat: Chat }) {
  const sync = useChatSync()
  const { run, isPending, problem } = useDoing()
  const archived = !isArchived(chat)
  return (
    <section className="grid gap-2 border-t border-line pt-5">
      <p className="text-base text-pretty text-muted">
        {archived ? (
          <Trans>
            An archived channel can be read by those who are in it. Nothing is written in it, and
            you can bring it back.
          </Trans>
        ) : (
          <Trans>Brought back, the channel is as it was before.</Trans>
        )}
      </p>
      {problem && <MemberProblem problem={problem} />}
      <Button
        kind="outline"
        className="justify-self-start"
        isPending={isPending}
        onPress={() => void run(() => sync.enter(() => sync.api.change(chat.id, { archived })))}
      >
        {archived ? <Trans>Archive the channel</Trans> : <Trans>Bring it back</Trans>}
      </Button>
    </section>
  )
}

/** What a channel is, for those who only are in it. */
export function About({ chat }: { chat: Chat }) {
  const archivedAt = chat.channel?.archivedAt ?? null
  const since = archivedAt === null ? '' : formatFull(new Date(archivedAt))
  return (
    <div className="grid gap-4 text-base">
      {archivedAt !== null && (
        <Notice kind="warn">
          <Trans>Archived on {since}</Trans>
        </Notice>
      )}
      {chat.channel?.description ? (
        <p className="text-pretty wrap-anywhere">{chat.channel.description}</p>
      ) : (
        <p className="text-muted">
          <Trans>Nobody has said yet what this channel is for.</Trans>
        </p>
      )}
      <ul className="grid gap-1.5 text-muted">
        <li>
          {chat.channel?.access === 'open' ? (
            <Trans>Open: everybody with an account here finds it and may join.</Trans>
          ) : (
            <Trans>Private: only those who are added or invited come in.</Trans>
          )}
        </li>
        {chat.channel?.announcementsOnly && (
          <li>
            <Trans>Only owners and teachers post. Everybody may comment.</Trans>
          </li>
        )}
      </ul>
    </div>
  )
}
