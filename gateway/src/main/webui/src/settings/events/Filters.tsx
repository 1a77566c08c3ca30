import { useLingui } from '@lingui/react/macro'
import { Check, ChevronDown } from 'lucide-react'
import { useCallback, useState } from 'react'
import { MenuTrigger } from 'react-aria-components'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { Button } from '../../shared/ui/Button'
import { Menu, MenuItem } from '../../shared/ui/Menu'
import { useLoaded } from '../useLoaded'
import { person } from './api'
import { isKind, KIND_WORDS, type Kind } from './kinds'
import { PersonDialog } from './PersonDialog'

/** Whose events are shown; a dialog finds somebody else. */
export function PersonFilter({
  account,
  onChoose,
}: {
  account: string | null
  onChoose: (account: string | null) => void
}) {
  const { t } = useLingui()
  const [isChoosing, setChoosing] = useState(false)
  const name = useName(account)
  const words = account === null ? t`Everybody` : (name ?? t`One person`)
  return (
    <>
      <Button
        kind="outline"
        className="max-w-full"
        aria-label={t`Whose activity: ${words}`}
        onPress={() => setChoosing(true)}
      >
        <span className="truncate">{words}</span>
        <ChevronDown size={16} aria-hidden className="shrink-0 text-muted" />
      </Button>
      {isChoosing && (
        <PersonDialog
          chosen={account}
          onChoose={(chosen) => {
            setChoosing(false)
            onChoose(chosen)
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  )
}

/** Also of somebody who has no events, or is gone. Null until it is known. */
function useName(id: string | null): string | null {
  const nameOf = usePersonName()
  const load = useCallback(
    (signal: AbortSignal) => (id === null ? nobody : person(id, signal)),
    [id],
  )
  const { loaded } = useLoaded(load)
  return loaded.status === 'ready' && loaded.value?.id === id ? nameOf(loaded.value) : null
}

const nobody = Promise.resolve({ ok: true, value: null } as const)

const ALL = 'all'

export function KindFilter({
  kind,
  onChoose,
}: {
  kind: Kind | null
  onChoose: (kind: Kind | null) => void
}) {
  const { t } = useLingui()
  const choices = [
    { id: ALL, words: t`Everything` },
    ...Object.keys(KIND_WORDS)
      .filter(isKind)
      .map((id) => ({ id, words: t(KIND_WORDS[id]) })),
  ]
  const chosen = kind ?? ALL
  const words = kind === null ? t`Everything` : t(KIND_WORDS[kind])
  return (
    <MenuTrigger>
      <Button kind="outline" aria-label={t`What happened: ${words}`}>
        {words}
        <ChevronDown size={16} aria-hidden className="shrink-0 text-muted" />
      </Button>
      <Menu
        aria-label={t`What happened`}
        placement="bottom start"
        items={choices}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[chosen]}
        onAction={(key) => {
          const wanted = String(key)
          onChoose(isKind(wanted) ? wanted : null)
        }}
      >
        {({ id, words: own }) => (
          <MenuItem id={id} textValue={own}>
            <Check
              size={17}
              aria-hidden
              className={id === chosen ? 'text-accent-text' : 'invisible'}
            />
            {own}
          </MenuItem>
        )}
      </Menu>
    </MenuTrigger>
  )
}
