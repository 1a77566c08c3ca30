import { Trans, useLingui } from '@lingui/react/macro'
import { Smile } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { Input, TextField } from 'react-aria-components'
import { newId } from '../../shared/ids'
import { Button } from '../../shared/ui/Button'
import { IconButton } from '../../shared/ui/IconButton'
import { Toggle } from '../../shared/ui/Toggle'
import { useChatSync, useChats } from '../ChatContext'
import { useWriting } from '../completion/useWriting'
import { edit, Room, useGrowth } from '../conversation/Composer'
import { FormatBar } from '../conversation/FormatBar'
import { insert } from '../conversation/insert'
import type { Format } from '../conversation/markdownEdit'
import { isTooLong, sendable } from '../conversation/textLimit'
import { AttachButton } from '../files/AttachButton'
import { Attachments } from '../files/Attachments'
import { pastedFiles, useAttach } from '../files/attach'
import { EmojiButton } from '../message/EmojiButton'
import { MomentButton } from '../moment/MomentButton'
import { MomentOffer } from '../moment/MomentOffer'
import { oneLine } from '../oneLine'
import { postPlace, titlePlace } from '../store/drafts'
import { mayRun } from '../store/rights'
import type { Id, Kind, Moment } from '../store/state'

/** Where a post is written. Title and text are drafts, kept on this device until it is sent. */
export function NewPost({ id, onClose }: { id: Id; onClose: () => void }) {
  const { t } = useLingui()
  const { dispatch } = useChatSync()
  const titleText = useChats((state) => state.drafts[titlePlace(id)] ?? '')
  const text = useChats((state) => state.drafts[postPlace(id)] ?? '')
  const [commentsAllowed, setCommentsAllowed] = useState(true)
  const chat = useChats((state) => state.chats[id])
  const mayPin = chat !== undefined && mayRun(chat)
  const [pin, setPin] = useState(false)
  const [moment, setMoment] = useState<Moment | null>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const writing = useWriting({ chat, area, place: postPlace(id) })
  const attach = useAttach(postPlace(id))
  const files = useChats((state) => state.attached[postPlace(id)])
  useGrowth(area, text)
  const title = oneLine(sendable(titleText))
  const body = writing.wire(sendable(text))
  const isComplete = files?.every(({ problem }) => problem === null) ?? true
  const canSend =
    title !== '' && (body !== '' || files !== undefined) && isComplete && !isTooLong(body)
  const send = (event?: FormEvent) => {
    event?.preventDefault()
    if (!canSend) return
    const at = Date.now()
    const as: Kind = {
      kind: 'post',
      title,
      commentsAllowed,
      ...(mayPin && pin ? { pin } : {}),
      ...(moment ? { moment } : {}),
    }
    dispatch({ type: 'composed', conversation: id, clientId: newId(at), as, text: body, at })
    onClose()
  }
  const apply = (kind: Format) => {
    if (area.current) void edit(area.current, kind)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.target === area.current && writing.onKeyDown(event)) return
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    if (isCommand && event.key === 'Enter') send()
    else if (isCommand && event.key === 'b') apply('bold')
    else if (isCommand && event.key === 'i') apply('italic')
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
  }
  return (
    <form
      aria-label={t`New post`}
      onSubmit={send}
      onKeyDown={onKeyDown}
      className="grid gap-1 rounded-lg border border-field bg-surface p-2 shadow-card focus-within:border-accent focus-within:ring-1 focus-within:ring-accent"
    >
      <TextField
        aria-label={t`Title`}
        autoFocus
        value={titleText}
        maxLength={200}
        onChange={(value) => dispatch({ type: 'drafted', place: titlePlace(id), text: value })}
      >
        <Input
          placeholder={t`Title`}
          className="h-11 w-full bg-transparent px-2.5 text-lg font-semibold outline-none placeholder:text-muted"
        />
      </TextField>
      <textarea
        ref={area}
        rows={4}
        value={text}
        aria-label={t`What you want to say`}
        placeholder={t`What you want to say`}
        aria-describedby={`room-${postPlace(id)}`}
        {...writing.field}
        onChange={({ target }) =>
          dispatch({ type: 'drafted', place: postPlace(id), text: target.value })
        }
        onPaste={(event) => {
          const pasted = pastedFiles(event.clipboardData)
          if (pasted.length === 0) return
          event.preventDefault()
          void attach(pasted)
        }}
        className="thin field-sizing-content max-h-[50vh] min-h-28 w-full resize-none bg-transparent px-2.5 py-2 text-md outline-none placeholder:text-muted"
      />
      {writing.list}
      <Room id={`room-${postPlace(id)}`} text={body} />
      <Attachments place={postPlace(id)} />
      <MomentOffer moment={moment} onChange={setMoment} />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line pt-2">
        <span className="flex items-center gap-1">
          <AttachButton place={postPlace(id)} />
          <MomentButton channel={id} onChoose={setMoment} />
          <FormatBar onFormat={apply} />
          <EmojiButton onChoose={(emoji) => area.current && insert(area.current, emoji)}>
            {(trigger) => (
              <IconButton size="iconSmall" label={t`Emoji`} {...trigger}>
                <Smile size={16} aria-hidden />
              </IconButton>
            )}
          </EmojiButton>
        </span>
        <div className="ms-auto flex flex-wrap items-center justify-end gap-x-4 gap-y-2 ps-2">
          {mayPin && <Toggle label={t`Pin`} isSelected={pin} onChange={setPin} />}
          <Toggle label={t`Comments`} isSelected={commentsAllowed} onChange={setCommentsAllowed} />
          <span className="flex gap-2">
            <Button kind="plain" onPress={onClose}>
              <Trans>Close</Trans>
            </Button>
            <Button type="submit" kind="primary" isDisabled={!canSend}>
              <Trans context="send a post">Post</Trans>
            </Button>
          </span>
        </div>
      </div>
    </form>
  )
}
