import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { Compass, Hash, Plus } from 'lucide-react'
import { Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { useAccount } from '../../account'
import { Blank } from '../../shared/ui/Blank'
import { Button } from '../../shared/ui/Button'
import { IconButton } from '../../shared/ui/IconButton'
import { RowList } from '../../shared/ui/RowList'
import { SearchLink } from '../../shared/ui/SearchLink'
import { Skeleton } from '../../shared/ui/Skeleton'
import { useChats } from '../ChatContext'
import { begin } from '../dialogs'
import { useListFault } from '../list/useListFault'
import type { Id } from '../store/state'
import { ChannelRow } from './ChannelRow'
import { useChannels } from './useChannels'

/** The person's channels. `openId` is the one beside the list. */
export function ChannelList({ openId }: { openId: string | null }) {
  const { t } = useLingui()
  const isTeacher = useAccount().roles.includes('teacher')
  const Title = openId === null ? 'h1' : 'h2'
  return (
    <>
      <header className="flex h-16 shrink-0 items-center justify-between ps-5 pe-3">
        <Title className="text-xl font-semibold">
          <Trans>Channels</Trans>
        </Title>
        <span className="flex">
          <SearchLink />
          <IconButton label={t`Browse channels`} onPress={() => begin('browse')}>
            <Compass size={20} aria-hidden />
          </IconButton>
          {isTeacher && (
            <IconButton label={t`New channel`} onPress={() => begin('channel')}>
              <Plus size={21} aria-hidden />
            </IconButton>
          )}
        </span>
      </header>
      <Lists
        openId={openId}
        isTeacher={isTeacher}
        onNew={() => begin('channel')}
        onBrowse={() => begin('browse')}
      />
    </>
  )
}

function Lists({
  openId,
  isTeacher,
  onNew,
  onBrowse,
}: {
  openId: string | null
  isTeacher: boolean
  onNew: () => void
  onBrowse: () => void
}) {
  const { t } = useLingui()
  const isWhole = useChats(({ list }) => list.status === 'ready' && list.next === null)
  const retry = useListFault()
  const { favourites, mine, archived } = useChannels()
  const isEmpty = favourites.length + mine.length + archived.length === 0
  // channels may be on any page of the list
  if (isEmpty && !retry && !isWhole) return <LoadingRows />
  if (isEmpty && isWhole)
    return isTeacher ? (
      <Blank
        icon={Hash}
        title={t`Make a place for your class`}
        action={
          <>
            <Button kind="primary" onPress={onNew}>{t`New channel`}</Button>
            <Button kind="outline" onPress={onBrowse}>{t`Browse`}</Button>
          </>
        }
      >
        <Trans>In a channel you post what everybody should read, and they comment.</Trans>
      </Blank>
    ) : (
      <Blank
        icon={Hash}
        title={t`No channels yet`}
        action={<Button kind="primary" onPress={onBrowse}>{t`Browse open channels`}</Button>}
      >
        <Trans>Your teacher adds you, or sends you a link. Open channels you join yourself.</Trans>
      </Blank>
    )
  return (
    <div className="thin flex min-h-0 flex-1 flex-col overflow-y-auto pb-3">
      {retry && (
        <p
          role="alert"
          className="mx-4 mb-2 flex flex-wrap items-center gap-2 rounded-md bg-bad-soft px-3 py-2 text-sm text-bad-text"
        >
          <Trans>We could not load your channels.</Trans>
          <Button size="sm" kind="outline" onPress={retry}>
            <Trans>Try again</Trans>
          </Button>
        </p>
      )}
      {favourites.length > 0 && (
        <>
          <p aria-hidden className="px-5 pt-1 pb-1.5 text-xs font-medium text-muted">
            <Trans>Favourites</Trans>
          </p>
          <Rows label={t`Favourite channels`} ids={favourites} openId={openId} />
          {mine.length > 0 && <div className="mx-5 my-2 shrink-0 border-t border-line" />}
        </>
      )}
      <Rows label={t`Channels`} ids={mine} openId={openId} />
      {archived.length > 0 && (
        <Disclosure
          defaultExpanded={openId !== null && archived.includes(openId)}
          className="group mt-2"
        >
          <Heading level={openId === null ? 2 : 3} className="px-3">
            <Button slot="trigger" size="sm" kind="plain" className="px-2!">
              <span aria-hidden className="transition-transform group-expanded:rotate-90">
                ›
              </span>
              <Trans>Archived</Trans>
              <span className="tabular-nums">{archived.length}</span>
            </Button>
          </Heading>
          <DisclosurePanel>
            <Rows label={t`Archived channels`} ids={archived} openId={openId} />
          </DisclosurePanel>
        </Disclosure>
      )}
    </div>
  )
}

function Rows({
  label,
  ids,
  openId,
}: {
  label: string
  ids: readonly Id[]
  openId: string | null
}) {
  const navigate = useNavigate()
  if (ids.length === 0) return null
  return (
    <RowList
      label={label}
      ids={ids}
      current={openId}
      onOpen={(id) => void navigate({ to: '/channels/$channelId', params: { channelId: id } })}
      className="flex shrink-0 flex-col gap-0.5 px-2"
    >
      {(id) => <ChannelRow key={id} id={id} />}
    </RowList>
  )
}

function LoadingRows() {
  const { t } = useLingui()
  return (
    <div role="status" aria-label={t`Loading channels`} className="appear-late grid gap-0.5 px-2">
      {[0, 1, 2, 3, 4, 5].map((key) => (
        <div key={key} className="flex h-11 items-center gap-3 px-3">
          <Skeleton className="size-5 rounded-sm" />
          <Skeleton className="h-3.5 w-3/5" />
        </div>
      ))}
    </div>
  )
}
