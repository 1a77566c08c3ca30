import { Trans } from '@lingui/react/macro'
import { Download } from 'lucide-react'
import { currentLanguage } from '../../shared/i18n/language'
import { deviceTimeZone } from '../../shared/i18n/timeZone'
import { Button } from '../../shared/ui/Button'
import { Notice } from '../../shared/ui/Notice'
import { useChatSync } from '../ChatContext'
import type { Chat } from '../store/state'
import { MemberProblem } from './MemberProblem'
import { useDoing } from './useDoing'

/** Taking a channel along, for its owners: the browser saves it, however long that takes. */
export function Export({ chat }: { chat: Chat }) {
  const sync = useChatSync()
  const { run, isPending, problem } = useDoing()
  const take = async () => {
    const answer = await run(() => sync.api.export(chat.id, currentLanguage(), deviceTimeZone()))
    if (answer?.ok) save(answer.value.address)
  }
  return (
    <section className="mt-6 grid gap-2 border-t border-line pt-5">
      <p className="text-base text-pretty text-muted">
        <Trans>
          A ZIP file with all posts, comments, members and files of the channel: a page to read
          without the internet, and the same as JSON for programs.
        </Trans>
      </p>
      {problem &&
        (problem.slug === 'busy' ? (
          <Notice kind="warn">
            <Trans>Others are exporting channels just now. Try again in a minute.</Trans>
          </Notice>
        ) : (
          <MemberProblem problem={problem} />
        ))}
      <Button
        kind="outline"
        className="justify-self-start"
        isPending={isPending}
        onPress={() => void take()}
      >
        <Download size={18} aria-hidden />
        <Trans>Export the channel</Trans>
      </Button>
    </section>
  )
}

/** Its name comes with it. */
function save(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}
