import { useLingui } from '@lingui/react/macro'
import { Pin } from 'lucide-react'
import type { Message } from '../store/state'

export function PinnedMark({ message }: { message: Message }) {
  const { t } = useLingui()
  if (message.pinnedAt === undefined) return null
  return <Pin size={13} role="img" aria-label={t`Pinned`} className="shrink-0 text-accent-text" />
}
