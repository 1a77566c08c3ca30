import {
  type KeyboardEvent,
  lazy,
  type ReactNode,
  type RefObject,
  Suspense,
  useId,
  useState,
} from 'react'
import { insert } from '../conversation/insert'

const CompletionList = lazy(() => import('./CompletionList'))

/** What can stand for what is being typed. */
export type Option = {
  id: string
  /** Seen before its name, or an icon of many people. */
  picture: ReactNode
  name: string
  /** Beside the name. */
  detail?: string
  /** What is written in place of what was typed. */
  text: string
  onChosen?: () => void
}

/** What stands before the caret, after the sign that asks for a list. */
export type Typed = { from: number; typed: string }

export type Source = {
  /** What the list is of: "People to mention". */
  label: string
  /** Null where no list is asked for. */
  typedBefore: (text: string, caret: number) => Typed | null
  find: (typed: string) => readonly Option[]
}

/** Completes what is typed in a field from a list over it: by the arrows and Enter or Tab, or the pointer. */
export function useCompletion(
  area: RefObject<HTMLTextAreaElement | null>,
  sources: readonly Source[],
) {
  const listId = useId()
  const [open, setOpen] = useState<(Typed & { source: number }) | null>(null)
  // which it is, and not at which place: others may come in above
  const [chosenId, setChosenId] = useState<string | null>(null)
  const source = open === null ? undefined : sources[open.source]
  const found = open && source ? source.find(open.typed) : []
  const active = found.find(({ id }) => id === chosenId) ?? found[0]

  const look = () => {
    const field = area.current
    const next = field
      ? sources.flatMap(({ typedBefore }, i) => {
          const typed = typedBefore(field.value, field.selectionStart)
          return typed ? { ...typed, source: i } : []
        })[0]
      : undefined
    setOpen(next ?? null)
    if (next?.typed !== open?.typed) setChosenId(null)
  }
  const choose = ({ text, onChosen }: Option) => {
    const field = area.current
    if (!field || !open) return
    onChosen?.()
    field.setSelectionRange(open.from, field.selectionStart)
    insert(field, text)
    setOpen(null)
  }
  /** True if the key was for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (found.length === 0 || event.nativeEvent.isComposing) return false
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const at = active ? found.indexOf(active) : 0
    if (step !== 0) setChosenId(found[(at + step + found.length) % found.length]?.id ?? null)
    else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') {
      if (active) choose(active)
    } else if (event.key === 'Escape') setOpen(null)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  const optionId = ({ id }: Option) => `${listId}-${id}`
  return {
    /** What is being typed, and for which of the sources. */
    asking: open,
    onKeyDown,
    field: {
      // what an input method or a phone's keyboard writes moves the caret without a key
      onInput: look,
      onSelect: look,
      onBlur: () => setOpen(null),
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      ...(active ? { 'aria-controls': listId, 'aria-activedescendant': optionId(active) } : {}),
    } as const,
    list: (
      <Suspense fallback={null}>
        {source && found.length > 0 && (
          <CompletionList
            id={listId}
            label={source.label}
            area={area}
            options={found}
            active={active}
            optionId={optionId}
            onChoose={choose}
            onClose={() => setOpen(null)}
          />
        )}
      </Suspense>
    ),
  }
}
