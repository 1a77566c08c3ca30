import { Trans, useLingui } from '@lingui/react/macro'
import { Check, UsersRound } from 'lucide-react'
import { useCallback, useState } from 'react'
import { Autocomplete, ListBox, ListBoxItem } from 'react-aria-components'
import { usePages } from '../../shared/pages/usePages'
import { Avatar } from '../../shared/ui/Avatar'
import { Dialog } from '../../shared/ui/Dialog'
import { SearchBox } from '../../shared/ui/SearchBox'
import { useSettled } from '../../shared/useSettled'
import { NotLoaded } from '../NotLoaded'
import { type Account, people } from '../people/api'

const EVERYBODY = 'everybody'

/** Finds somebody by name or address; the first of the list is everybody. */
export function PersonDialog({
  chosen,
  onChoose,
  onClose,
}: {
  chosen: string | null
  onChoose: (account: string | null) => void
  onClose: () => void
}) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const words = useSettled(typed.trim())
  const fetchPage = useCallback(
    (after: string | null, signal: AbortSignal) => people(words, after, signal),
    [words],
  )
  const { pages, tryAgain } = usePages(fetchPage)
  const items: Item[] = [
    ...(words === '' ? [{ id: EVERYBODY, account: null }] : []),
    ...pages.items.map((account) => ({ id: account.id, account })),
  ]
  return (
    <Dialog title={t`Whose activity`} isOpen onOpenChange={onClose}>
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <div className="sticky top-14 z-(--z-sticky) bg-surface px-5 pb-3">
          <SearchBox autoFocus label={t`Name or email address`} value={typed} onChange={setTyped} />
        </div>
        {pages.status === 'failed' && (
          <div className="px-5 pb-3">
            <NotLoaded problem={pages.problem} onTryAgain={tryAgain} />
          </div>
        )}
        <ListBox
          aria-label={t`People`}
          items={items}
          selectionMode="single"
          selectedKeys={[chosen ?? EVERYBODY]}
          onSelectionChange={([key]) => {
            // the one that is shown, chosen again, is given up
            if (key === undefined) onClose()
            else onChoose(key === EVERYBODY ? null : String(key))
          }}
          className="min-h-24 px-3 pb-4 outline-none"
          renderEmptyState={() =>
            pages.status === 'ready' && (
              <p className="p-6 text-center text-base text-muted">
                <Trans>Nobody found for “{words}”</Trans>
              </p>
            )
          }
        >
          {({ id, account }) => (
            <ListBoxItem
              id={id}
              textValue={account ? `${account.name} ${account.email}` : t`Everybody`}
              className="group flex min-h-14 cursor-pointer items-center gap-3 rounded-md px-3 py-1.5 text-base outline-none hover:bg-hover focus:bg-accent-soft"
            >
              {account ? <Somebody account={account} /> : <Everybody />}
              <Check
                size={18}
                aria-hidden
                className="invisible ms-auto shrink-0 text-accent-text group-selected:visible"
              />
            </ListBoxItem>
          )}
        </ListBox>
        {pages.status === 'ready' && pages.next !== null && (
          <p className="px-6 pb-5 text-sm text-muted">
            <Trans>There are more. Type a part of the name.</Trans>
          </p>
        )}
      </Autocomplete>
    </Dialog>
  )
}

type Item = { id: string; account: Account | null }

function Somebody({ account }: { account: Account }) {
  return (
    <>
      <Avatar person={account} size={36} />
      <span className="min-w-0">
        <span className="block truncate font-medium">{account.name}</span>
        <span className="block truncate text-sm text-muted">{account.email}</span>
      </span>
    </>
  )
}

function Everybody() {
  return (
    <>
      <span
        aria-hidden
        className="grid size-9 shrink-0 place-items-center rounded-full bg-hover text-muted"
      >
        <UsersRound size={19} />
      </span>
      <span className="font-medium">
        <Trans>Everybody</Trans>
      </span>
    </>
  )
}
