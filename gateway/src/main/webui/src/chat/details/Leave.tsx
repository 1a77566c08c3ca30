import { Trans } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../shared/ui/Button'
import { useChatSync } from '../ChatContext'
import type { Chat } from '../store/state'
import { MemberProblem } from './MemberProblem'
import { useDoing } from './useDoing'

/** Leaving a channel or a group, asked once. */
export function Leave({ chat }: { chat: Chat }) {
  const sync = useChatSync()
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const { run, isPending, problem } = useDoing()
  const isGroup = chat.kind === 'group'
  const leave = async () => {
    const answer = await run(() => sync.api.unseat(chat.id, sync.me))
    if (answer?.ok) void navigate({ to: isGroup ? '/chats' : '/channels' })
  }
  return (
    <section className="mt-6 grid gap-3 border-t border-line pt-5">
      {problem && <MemberProblem problem={problem} />}
      {isAsking ? (
        <div className="grid gap-2 rounded-md bg-bad-soft p-3 text-base text-bad-text">
          <p>
            {isGroup ? (
              <Trans>Leave the group? What was said is gone from your screens.</Trans>
            ) : chat.channel?.access === 'open' ? (
              <Trans>Leave the channel? It is open: you can join again.</Trans>
            ) : (
              <Trans>
                Leave the channel? Only a link or somebody who runs it lets you in again.
              </Trans>
            )}
          </p>
          <span className="flex gap-2">
            <Button kind="danger" size="sm" isPending={isPending} onPress={() => void leave()}>
              <Trans>Leave</Trans>
            </Button>
            <Button kind="outline" size="sm" onPress={() => setAsking(false)}>
              <Trans>Stay</Trans>
            </Button>
          </span>
        </div>
      ) : (
        <Button
          kind="plain"
          className="justify-self-start text-bad-text!"
          onPress={() => setAsking(true)}
        >
          <LogOut size={18} aria-hidden />
          {isGroup ? <Trans>Leave the group</Trans> : <Trans>Leave the channel</Trans>}
        </Button>
      )}
    </section>
  )
}
