import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { Problem } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { Dialog } from '../../shared/ui/Dialog'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import type { ChannelTerms } from '../api'
import { useChatSync } from '../ChatContext'
import { oneLine } from '../oneLine'
import { TermsFields } from './TermsFields'

const NEW: ChannelTerms = { name: '', description: '', access: 'private', announcementsOnly: false }

/** Creates a channel and opens it; whoever creates one owns it. */
export default function NewChannel({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const sync = useChatSync()
  const navigate = useNavigate()
  const [terms, setTerms] = useState(NEW)
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const name = oneLine(terms.name)
  const create = async (event: FormEvent) => {
    event.preventDefault()
    if (name === '' || isPending) return
    setPending(true)
    setProblem(null)
    const wanted = { ...terms, name, description: oneLine(terms.description) }
    const answer = await sync.enter(() => sync.api.createChannel(wanted))
    setPending(false)
    if (!answer.ok) return setProblem(answer.problem)
    onClose()
    void navigate({ to: '/channels/$channelId', params: { channelId: answer.value } })
  }
  return (
    <Dialog title={t`New channel`} isOpen onOpenChange={onClose}>
      <form onSubmit={(event) => void create(event)} className="grid gap-5 px-5 pt-1 pb-5">
        <TermsFields terms={terms} onChange={setTerms} autoFocus />
        {problem && <ProblemNotice problem={problem} />}
        <Button type="submit" kind="primary" isDisabled={name === ''} isPending={isPending}>
          <Trans>Create the channel</Trans>
        </Button>
      </form>
    </Dialog>
  )
}
