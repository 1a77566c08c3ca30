import type { RefObject } from 'react'
import { Popover } from 'react-aria-components'
import { popoverClass } from '../../shared/ui/classes'
import type { Option } from './useCompletion'

/** What can be chosen, over the field in which it is asked for. */
export default function CompletionList({
  id,
  label,
  area,
  options,
  active,
  optionId,
  onChoose,
  onClose,
}: {
  id: string
  label: string
  area: RefObject<HTMLTextAreaElement | null>
  options: readonly Option[]
  active: Option | undefined
  optionId: (option: Option) => string
  onChoose: (option: Option) => void
  onClose: () => void
}) {
  return (
    <Popover
      triggerRef={area}
      isOpen
      isNonModal
      onOpenChange={onClose}
      placement="top start"
      offset={10}
      className={`z-(--z-menu) w-80 max-w-[calc(100vw-1rem)] ${popoverClass}`}
    >
      <div id={id} role="listbox" aria-label={label} className="p-1.5">
        {options.map((option) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={option.id}
            id={optionId(option)}
            role="option"
            aria-selected={option === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(option)}
            className={`flex min-h-10 cursor-pointer items-center gap-2.5 rounded-md px-2 text-base hover:bg-hover ${option === active ? 'bg-accent-soft text-accent-text' : ''}`}
          >
            {option.picture}
            <span className="max-w-4/5 shrink-0 truncate">{option.name}</span>
            {option.detail !== undefined && (
              <span className="min-w-0 flex-1 truncate text-end text-sm text-muted">
                {option.detail}
              </span>
            )}
          </div>
        ))}
      </div>
    </Popover>
  )
}
