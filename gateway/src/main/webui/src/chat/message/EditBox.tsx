import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { isSendKey } from '../../shared/sendKey'
import { Button } from '../../shared/ui/Button'
import { fieldClass } from '../../shared/ui/classes'
import { useWriting } from '../completion/useWriting'
import { edit, Room, useGrowth } from '../conversation/Composer'
import { isTooLong, sendable } from '../conversation/textLimit'
import { MAX_TITLE, oneLine } from '../oneLine'
import type { Message } from '../store/state'
import { useMessageUi } from './MessageUi'
import { useWish } from './useWished'

/** A message, and the title of a post, in a field instead: the key that sends saves, Esc leaves it as it was. */
export default function EditBox({
  message,
  text: first = message.text,
  title: firstTitle = message.title ?? '',
}: {
  message: Message
  /** Of an edit that was refused. */
  text?: string
  title?: string
}) {
  const { t } = useLingui()
  const { chat, onEdit } = useMessageUi()
  const wish = useWish(chat.id, message.number)
  const area = useRef<HTMLTextAreaElement>(null)
  const writing = useWriting({ chat, area, place: `${chat.id}#${message.number}` })
  const [text, setText] = useState(() => writing.readable(first))
  const [title, setTitle] = useState(firstTitle)
  useGrowth(area, text)
  useEffect(() => {
    area.current?.focus()
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length)
  }, [])
  const isPost = message.title !== undefined
  const body = writing.wire(sendable(text))
  const heading = oneLine(title)
  const mayBeEmpty = (message.files?.length ?? 0) > 0
  const canSave = (body !== '' || mayBeEmpty) && !isTooLong(body) && !(isPost && heading === '')
  const close = () => onEdit(null)
  const save = () => {
    if (!canSave) return
    if (body !== message.text || (isPost && heading !== message.title))
      wish({ kind: 'edit', text: body, title: isPost ? heading : null })
    close()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    const inText = event.target === area.current
    if (inText && writing.onKeyDown(event)) return
    // the text of a post has lines, its title has none
    const isEnter = event.key === 'Enter'
    if (inText ? (isPost ? isEnter && isCommand : isSendKey(event)) : isEnter) save()
    else if (event.key === 'Escape') close()
    else if (inText && isCommand && event.key === 'b' && area.current) edit(area.current, 'bold')
    else if (inText && isCommand && event.key === 'i' && area.current) edit(area.current, 'italic')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  const describedBy = `edit-room-${message.number}`
  return (
    <form onSubmit={onSubmit} onKeyDown={onKeyDown} className="relative grid w-full gap-2 py-1">
      {isPost && (
        <input
          aria-label={t({ message: 'Title', context: 'of a post' })}
          value={title}
          maxLength={MAX_TITLE}
          onChange={(event) => setTitle(event.target.value)}
          className={`h-10 px-3 ${fieldClass}`}
        />
      )}
      <textarea
        ref={area}
        rows={1}
        value={text}
        aria-label={t`Edit the message`}
        aria-describedby={describedBy}
        {...writing.field}
        onChange={(event) => setText(event.target.value)}
        className={`thin field-sizing-content max-h-80 min-h-11 resize-none px-3 py-2 ${fieldClass}`}
      />
      {writing.list}
      <Room id={describedBy} text={body} />
      <div className="flex items-center gap-2">
        <Button type="submit" kind="primary" size="sm" isDisabled={!canSave}>
          <Trans>Save</Trans>
        </Button>
        <Button kind="outline" size="sm" onPress={close}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </form>
  )
}
