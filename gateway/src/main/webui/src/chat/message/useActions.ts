import { useLingui } from '@lingui/react/macro'
import { useRouter } from '@tanstack/react-router'
import {
  Copy,
  Flag,
  Forward,
  Link,
  type LucideIcon,
  MessageSquare,
  MessageSquareOff,
  Pencil,
  Pin,
  PinOff,
  Reply,
  Trash2,
} from 'lucide-react'
import { toast } from '../../shared/toasts'
import { useChats } from '../ChatContext'
import { forwarding, reporting } from '../dialogs'
import { useNamed } from '../mention/useNamed'
import {
  mayDelete,
  mayEdit,
  mayForward,
  mayPin,
  mayReact,
  mayReport,
  maySwitchComments,
} from '../store/rights'
import type { Message } from '../store/state'
import { placeOf } from './links'
import { useMessageUi } from './MessageUi'
import { useWish } from './useWished'

export type Action = {
  id: 'reply' | 'edit' | 'text' | 'link' | 'forward' | 'pin' | 'comments' | 'report' | 'delete'
  label: string
  icon: LucideIcon
  run: () => void
}

/** What the person may do with a message, and nothing else. */
export function useActions(message: Message) {
  const { t } = useLingui()
  const { buildLocation, history } = useRouter()
  const { chat, onEdit, onReply } = useMessageUi()
  const me = useChats((state) => state.me)
  const wish = useWish(chat.id, message.number)
  const isPinned = message.pinnedAt !== undefined
  const named = useNamed()
  const copyLink = async () => {
    const { href } = buildLocation(placeOf(chat, message))
    await navigator.clipboard
      .writeText(`${location.origin}${history.createHref(href)}`)
      .then(() => toast({ kind: 'news', text: t`Link copied` }))
      .catch(() => toast({ kind: 'problem', text: t`The browser did not let us copy the link.` }))
  }
  const copyText = async () => {
    await navigator.clipboard
      .writeText([message.title, named(message.text)].filter(Boolean).join('\n\n'))
      .then(() => toast({ kind: 'news', text: t`Text copied` }))
      .catch(() => toast({ kind: 'problem', text: t`The browser did not let us copy the text.` }))
  }
  const actions: Action[] = []
  if (onReply && mayReact(chat, message))
    actions.push({ id: 'reply', label: t`Reply`, icon: Reply, run: () => onReply(message) })
  if (mayEdit(chat, message, me))
    actions.push({ id: 'edit', label: t`Edit`, icon: Pencil, run: () => onEdit(message.number) })
  // where a finger that rests opens these actions, it cannot select
  if (message.deletedAt === undefined && (message.text !== '' || message.title !== undefined))
    actions.push({ id: 'text', label: t`Copy text`, icon: Copy, run: () => void copyText() })
  if (message.deletedAt === undefined)
    actions.push({ id: 'link', label: t`Copy link`, icon: Link, run: () => void copyLink() })
  if (mayForward(message))
    actions.push({
      id: 'forward',
      label: t({ message: 'Forward', context: 'send a message on' }),
      icon: Forward,
      run: () => forwarding.setState({ conversation: chat.id, message }, true),
    })
  if (mayPin(chat, message))
    actions.push({
      id: 'pin',
      label: isPinned ? t`Unpin` : t`Pin`,
      icon: isPinned ? PinOff : Pin,
      run: () => wish({ kind: 'pin', present: !isPinned }),
    })
  if (maySwitchComments(chat, message, me)) {
    const isOpen = message.commentsAllowed !== false
    actions.push({
      id: 'comments',
      label: isOpen ? t`Switch comments off` : t`Switch comments on`,
      icon: isOpen ? MessageSquareOff : MessageSquare,
      run: () => wish({ kind: 'comments', allowed: !isOpen }),
    })
  }
  if (mayReport(message, me))
    actions.push({
      id: 'report',
      label: t({ message: 'Report', context: 'a message that is not right' }),
      icon: Flag,
      run: () => reporting.setState({ chat, message }, true),
    })
  if (mayDelete(chat, message, me))
    actions.push({
      id: 'delete',
      label: t`Delete`,
      icon: Trash2,
      run: () => wish({ kind: 'delete' }),
    })
  return { actions, mayReact: mayReact(chat, message) }
}
