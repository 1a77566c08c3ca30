import { useLingui } from '@lingui/react/macro'
import { UsersRound } from 'lucide-react'
import type { RefObject } from 'react'
import { Popover } from 'react-aria-components'
import { Avatar } from '../../shared/ui/Avatar'
import { popoverClass } from '../../shared/ui/classes'
import type { Candidate } from './candidates'

/** Those who can be called, over the field in which an @ was written. */
export default function MentionList({
  id,
  area,
  candidates,
  active,
  optionId,
  onChoose,
  onClose,
}: {
  id: string
  area: RefObject<HTMLTextAreaElement | null>
  candidates: readonly Candidate[]
  active: Candidate | undefined
  optionId: (candidate: Candidate) => string
  onChoose: (candidate: Candidate) => void
  onClose: () => void
}) {
  const { t } = useLingui()
  return (
    <Popover
      triggerRef={area}
      isOpen
      isNonModal
      onOpenChange={onClose}
      placement="top start"
      offset={10}
      className={`z-(--z-menu) w-72 max-w-[calc(100vw-1rem)] ${popoverClass}`}
    >
      <div id={id} role="listbox" aria-label={t`People to mention`} className="p-1.5">
        {candidates.map((candidate) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={candidate.id}
            id={optionId(candidate)}
            role="option"
            aria-selected={candidate === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(candidate)}
            className={`flex min-h-10 cursor-pointer items-center gap-2.5 rounded-md px-2 text-base hover:bg-hover ${candidate === active ? 'bg-accent-soft text-accent-text' : ''}`}
          >
            {candidate.person ? (
              <Avatar person={candidate.person} size={28} />
            ) : (
              <span className="grid size-7 place-items-center rounded-full bg-sunken">
                <UsersRound size={16} aria-hidden />
              </span>
            )}
            <span className="min-w-0 flex-1 truncate">{candidate.name}</span>
          </div>
        ))}
      </div>
    </Popover>
  )
}
