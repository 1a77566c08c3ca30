import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { SendHorizontal, Smile, Type } from 'lucide-react'
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import { newId } from '../../shared/ids'
import { isSendKey } from '../../shared/sendKey'
import { IconButton } from '../../shared/ui/IconButton'
import { useChatSync, useChats } from '../ChatContext'
import { useWriting } from '../completion/useWriting'
import { AttachButton } from '../files/AttachButton'
import { Attachments } from '../files/Attachments'
import { pastedFiles, useAttach } from '../files/attach'
import { EmojiButton } from '../message/EmojiButton'
import type { Kind } from '../store/state'
import { FormatBar, useFormatBar } from './FormatBar'
import { insert } from './insert'
import type { Format } from './markdownEdit'
import { isTooLong, roomLeft, sendable } from './textLimit'
import { TypingSignal } from './typingSignal'

export type ComposerHandle = { focus(): void }

/** Where messages and comments are written. What stands in it is a draft, kept on this device. */
export function Composer({
  id,
  place = id,
  as = { kind: 'message' },
  label,
  onSent,
  onEditLast,
  onEscape,
  isNarrow = false,
  more,
  ref,
}: {
  id: string
  /** Under which its draft is kept, where that is not the conversation. */
  place?: string
  as?: Kind
  /** What it is for: "Message Lin". */
  label: string
  onSent?: () => void
  /** The arrow up in an empty field. */
  onEditLast?: () => void
  onEscape: () => void
  /** In a panel rather than over a whole screen. */
  isNarrow?: boolean
  /** What else can be added here, beside the paper-clip. */
  more?: ReactNode
  ref?: Ref<ComposerHandle>
}) {
  const { t } = useLingui()
  const sync = useChatSync()
  const text = useChats((state) => state.drafts[place] ?? '')
  const area = useRef<HTMLTextAreaElement>(null)
  // in a channel nobody is told who types: thousands would be, of thousands
  const tellsTyping = as.kind === 'message'
  const signal = useMemo(
    () => new TypingSignal((active) => tellsTyping && sync.typing(id, active)),
    [sync, id, tellsTyping],
  )
  useEffect(() => () => signal.stopped(), [signal])
  useImperativeHandle(ref, () => ({ focus: () => area.current?.focus() }), [])
  useGrowth(area, text)
  const bar = useFormatBar()
  const attach = useAttach(place)
  const files = useChats((state) => state.attached[place])

  const chat = useChats((state) => state.chats[id])
  const writing = useWriting({ chat, area, place })
  const body = writing.wire(sendable(text))
  const isComplete = files?.every(({ problem }) => problem === null) ?? true
  const canSend = (body !== '' || files !== undefined) && isComplete && !isTooLong(body)
  const change = (next: string) => {
    sync.dispatch({ type: 'drafted', place, text: next })
    if (next.trim() === '') signal.stopped()
    else signal.typed(Date.now())
  }
  const send = () => {
    if (!canSend) return
    const at = Date.now()
    signal.stopped()
    sync.dispatch({ type: 'composed', conversation: id, clientId: newId(at), as, text: body, at })
    onSent?.()
    area.current?.focus()
  }
  const apply = (kind: Format) => {
    if (area.current) void edit(area.current, kind)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // an Enter that ends an input-method composition belongs to it; Safari tells so only by the key code
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (writing.onKeyDown(event)) return
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    if (isSendKey(event)) send()
    else if (event.key === 'Escape') onEscape()
    else if (event.key === 'ArrowUp' && text === '' && onEditLast) onEditLast()
    else if (isCommand && event.key === 'b') apply('bold')
    else if (isCommand && event.key === 'i') apply('italic')
    else return
    event.preventDefault()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      className={`shrink-0 px-3 pb-[max(.75rem,env(safe-area-inset-bottom))] ${isNarrow ? '' : 'md:px-6 md:pb-4'}`}
    >
      <div className="rounded-lg border border-field bg-surface p-1.5 shadow-card focus-within:border-accent focus-within:ring-1 focus-within:ring-accent">
        {bar.isShown && <FormatBar onFormat={apply} />}
        <Attachments place={place} />
        <div className="flex items-end gap-1">
          <AttachButton place={place} />
          {more}
          <textarea
            ref={area}
            rows={1}
            value={text}
            aria-label={label}
            placeholder={label}
            aria-describedby={`room-${place}`}
            {...writing.field}
            onChange={(event) => change(event.target.value)}
            onKeyDown={onKeyDown}
            onPaste={(event) => {
              const pasted = pastedFiles(event.clipboardData)
              if (pasted.length === 0) return
              event.preventDefault()
              void attach(pasted)
            }}
            className="thin field-sizing-content max-h-[12.5rem] min-h-10 min-w-0 flex-1 resize-none bg-transparent px-2.5 py-2 text-md outline-none placeholder:text-muted"
          />
          <IconButton label={t`Formatting`} aria-expanded={bar.isShown} onPress={bar.toggle}>
            <Type size={19} aria-hidden />
          </IconButton>
          <EmojiButton onChoose={(emoji) => area.current && insert(area.current, emoji)}>
            {(trigger) => (
              <IconButton label={t`Emoji`} {...trigger}>
                <Smile size={19} aria-hidden />
              </IconButton>
            )}
          </EmojiButton>
          <IconButton
            type="submit"
            kind={canSend ? 'primary' : 'plain'}
            label={t`Send`}
            isDisabled={!canSend}
          >
            <SendHorizontal size={20} aria-hidden />
          </IconButton>
        </div>
      </div>
      {writing.list}
      <Room id={`room-${place}`} text={body} />
    </form>
  )
}

export function Room({ id, text }: { id: string; text: string }) {
  const left = roomLeft(text)
  if (left === null) return <p id={id} hidden />
  return (
    <p
      id={id}
      role="status"
      className={`pt-1 text-right text-sm tabular-nums ${left < 0 ? 'text-bad-text' : 'text-muted'}`}
    >
      {left < 0 ? (
        <Trans>
          Too long by about <Plural value={-left} one="# character" other="# characters" />
        </Trans>
      ) : (
        <Plural
          value={left}
          one="Room for about # more character"
          other="Room for about # more characters"
        />
      )}
    </p>
  )
}

/** Browsers without field-sizing are told the height. */
export function useGrowth(area: React.RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = area.current
    if (!element || CSS.supports('field-sizing', 'content')) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  }, [area, text])
}

/** What the toolbar does. */
export async function edit(area: HTMLTextAreaElement, kind: Format): Promise<void> {
  // few format by a button, and who types a lot of Markdown types it
  const { format } = await import('./markdownEdit')
  const {
    from,
    to,
    insert: text,
    start,
    end,
  } = format({ text: area.value, start: area.selectionStart, end: area.selectionEnd }, kind)
  area.setSelectionRange(from, to)
  insert(area, text)
  area.setSelectionRange(start, end)
}
