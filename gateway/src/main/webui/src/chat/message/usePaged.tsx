import { Trans, useLingui } from '@lingui/react/macro'
import { useCallback, useEffect, useState } from 'react'
import type { Answer } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'

type More = { status: 'loading' | 'failed' | 'end' } | { status: 'more'; next: number }

/**
 * What a dialog lists page by page: the items so far, and what stands below them while there may be more.
 *
 * @param fetchPage the page that begins there, null for the first
 */
export function usePaged<Item>(
  fetchPage: (from: number | null) => Promise<Answer<{ items: readonly Item[]; next?: unknown }>>,
) {
  const { t } = useLingui()
  const [items, setItems] = useState<readonly Item[]>([])
  const [more, setMore] = useState<More>({ status: 'loading' })
  const load = useCallback(
    async (from: number | null) => {
      setMore({ status: 'loading' })
      const answer = await fetchPage(from)
      if (!answer.ok) return setMore({ status: 'failed' })
      const { items: found, next } = answer.value
      setItems((known) => (from === null ? found : [...known, ...found]))
      setMore(
        next === null || next === undefined
          ? { status: 'end' }
          : { status: 'more', next: Number(next) },
      )
    },
    [fetchPage],
  )
  useEffect(() => void load(null), [load])
  const below = more.status !== 'end' && (
    <div role="status" className="px-5 pb-4 text-base text-muted">
      {more.status === 'loading' ? (
        <span className="appear-late">{t`Loading…`}</span>
      ) : (
        <>
          {more.status === 'failed' && <Trans>We could not load this.</Trans>}{' '}
          <Button
            kind="outline"
            size="sm"
            onPress={() => void load(more.status === 'more' ? more.next : null)}
          >
            {more.status === 'failed' ? <Trans>Try again</Trans> : <Trans>Show more</Trans>}
          </Button>
        </>
      )}
    </div>
  )
  return { items, below }
}
