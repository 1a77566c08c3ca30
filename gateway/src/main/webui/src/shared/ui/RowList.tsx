import {
  createContext,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  use,
  useRef,
  useState,
} from 'react'

/** A pause of so many milliseconds ends what is typed to find a row. */
const PAUSE = 1_000

type Rows = {
  /** The row that Tab stops at. */
  stop: string | undefined
  current: string | null
  onOpen: (id: string) => void
  onFocus: (id: string) => void
}

const RowsContext = createContext<Rows | null>(null)

/**
 * Rows that each open something beside them: one stop of Tab, arrows, Home and End within, the first letters of a name
 * to find one, Enter to open it, right and left to the buttons in it (APG, grid pattern). React Aria's list can do far more, in a tenth of all the script
 * that this screen may have.
 */
export function RowList({
  label,
  ids,
  current,
  onOpen,
  className,
  children,
}: {
  label: string
  /** In the order in which they are shown. */
  ids: readonly string[]
  /** The row whose thing is open. */
  current: string | null
  onOpen: (id: string) => void
  className: string
  /** The `Row` of an id. */
  children: (id: string) => ReactNode
}) {
  const grid = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState<string | null>(null)
  const typed = useRef({ text: '', at: 0 })
  const stop = [focused, current].find((id) => id !== null && ids.includes(id)) ?? ids[0]

  const rows = () => [...(grid.current?.querySelectorAll<HTMLElement>('[role=row]') ?? [])]
  const found = (key: string, from: number): HTMLElement | undefined => {
    const now = performance.now()
    const isOn = now - typed.current.at < PAUSE
    typed.current = { text: (isOn ? typed.current.text : '') + key.toLocaleLowerCase(), at: now }
    const all = rows()
    // one more letter may still mean the row that is found already
    const start = typed.current.text.length > 1 ? from : from + 1
    return [...all.slice(start), ...all.slice(0, start)].find((row) =>
      row.dataset.name?.toLocaleLowerCase().startsWith(typed.current.text),
    )
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const all = rows()
    const at = all.indexOf(event.target as HTMLElement)
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const beside = besideInRow(event)
    if (beside) {
      event.preventDefault()
      beside.focus()
      return
    }
    // a button within a row has its own keys
    if (at < 0) return
    const id = ids[at]
    if (event.key === 'Enter' && id !== undefined) onOpen(id)
    else if (event.key === 'ArrowDown') all[at + 1]?.focus()
    else if (event.key === 'ArrowUp') all[at - 1]?.focus()
    else if (event.key === 'Home') all[0]?.focus()
    else if (event.key === 'End') all.at(-1)?.focus()
    else if ([...event.key].length === 1) found(event.key, at)?.focus()
    else return
    event.preventDefault()
  }
  return (
    <RowsContext value={{ stop, current, onOpen, onFocus: setFocused }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table's rows cannot be focused */}
      <div ref={grid} role="grid" aria-label={label} onKeyDown={onKeyDown} className={className}>
        {ids.map(children)}
      </div>
    </RowsContext>
  )
}

/** What the left and right arrows lead to from a row or one of its buttons: the buttons in turn, and back to the row. */
function besideInRow({ key, target }: KeyboardEvent): HTMLElement | undefined {
  if (!(key === 'ArrowRight' || key === 'ArrowLeft') || !(target instanceof HTMLElement)) return
  const row = target.closest<HTMLElement>('[role=row]')
  if (!row) return
  const buttons = [...row.querySelectorAll<HTMLElement>('button:not(:disabled)')]
  const stops = [row, ...buttons.filter((button) => button.checkVisibility())]
  return stops[stops.indexOf(target) + (key === 'ArrowRight' ? 1 : -1)]
}

/** Not of a button in the row, nor of what that opens. */
const isOfRow = ({ currentTarget, target }: MouseEvent): boolean =>
  target instanceof Element && currentTarget.contains(target) && !target.closest('button')

/**
 * @param name by whose first letters it is found
 * @param onMenu a right click, the menu key, or a finger that rests
 */
export function Row({
  id,
  name,
  label,
  className,
  onMenu,
  children,
}: {
  id: string
  name: string
  label: string
  className: string
  onMenu?: () => void
  children: ReactNode
}) {
  const rows = use(RowsContext)
  if (!rows) throw new Error('a Row stands in a RowList')
  const isCurrent = rows.current === id
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys of all rows
    // biome-ignore lint/a11y/useSemanticElements: a table's row cannot be focused
    <div
      role="row"
      aria-label={label}
      aria-selected={isCurrent}
      data-selected={isCurrent || undefined}
      data-name={name}
      tabIndex={rows.stop === id ? 0 : -1}
      onFocus={() => rows.onFocus(id)}
      onClick={(event) => isOfRow(event) && rows.onOpen(id)}
      onContextMenu={(event) => {
        if (!onMenu || !isOfRow(event)) return
        event.preventDefault()
        onMenu()
      }}
      className={`relative flex shrink-0 cursor-pointer items-center gap-3 rounded-lg px-3 py-2 -outline-offset-2 transition-colors hover:bg-hover selected:bg-accent-soft ${className}`}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the row is what is focused */}
      <div role="gridcell" className="contents">
        {children}
      </div>
    </div>
  )
}
