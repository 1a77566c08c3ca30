import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link, useMatchRoute, useNavigate } from '@tanstack/react-router'
import {
  Bell,
  Command,
  Hash,
  type LucideIcon,
  MessageCircle,
  Phone,
  Search,
  Settings,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useAccount } from '../account'
import { Avatar } from '../shared/ui/Avatar'
import { IconButton } from '../shared/ui/IconButton'
import type { PersonShown } from '../shared/ui/person'
import { activityUnread, channelsUnread, missedCalls, unreadChats } from '../shared/unread'
import { openMenu } from './openedMenu'

/** The rail on the left; on phones a bar at the bottom, which gives way to an open conversation. */
export function Navigation() {
  const { t } = useLingui()
  const account = useAccount()
  const unread = useStore(unreadChats)
  const hasNews = useStore(channelsUnread)
  const missed = useStore(missedCalls)
  const concerning = useStore(activityUnread)
  const matchRoute = useMatchRoute()
  const navigate = useNavigate()
  const isInConversation =
    matchRoute({ to: '/chats/$chatId' }) !== false ||
    matchRoute({ to: '/channels/$channelId', fuzzy: true }) !== false
  return (
    <nav
      aria-label={t`Main`}
      data-region
      className={`on-rail ${isInConversation ? 'hidden md:flex' : 'flex'} shrink-0 bg-rail pb-[env(safe-area-inset-bottom)] md:w-19 md:flex-col md:items-center md:gap-1.5 md:py-3`}
    >
      <img src="/icon.svg" alt="Homeroom" width={36} height={36} className="mb-3 hidden md:block" />
      <Tab to="/chats" icon={<TabIcon icon={MessageCircle} count={unread} />}>
        <Trans>Chats</Trans>
        {unread > 0 && (
          <span className="sr-only">
            {' '}
            <Plural value={unread} one="# unread" other="# unread" />
          </span>
        )}
      </Tab>
      <Tab to="/channels" icon={<TabIcon icon={Hash} hasNews={hasNews} />}>
        <Trans>Channels</Trans>
        {hasNews && (
          <span className="sr-only">
            {' '}
            <Trans>unread</Trans>
          </span>
        )}
      </Tab>
      <Tab to="/calls" icon={<TabIcon icon={Phone} count={missed} />}>
        <Trans>Calls</Trans>
        {missed > 0 && (
          <span className="sr-only">
            {' '}
            <Plural value={missed} one="# missed" other="# missed" />
          </span>
        )}
      </Tab>
      <div className="mt-auto hidden md:grid">
        <IconButton
          kind="rail"
          label={t`Search`}
          placement="right"
          onPress={() => void navigate({ to: '/search' })}
        >
          <Search size={20} aria-hidden />
        </IconButton>
        <IconButton
          kind="rail"
          label={t`Go to…`}
          keys="Control+K"
          placement="right"
          onPress={() => openMenu('commands')}
        >
          <Command size={19} aria-hidden />
        </IconButton>
      </div>
      <Tab to="/activity" icon={<TabIcon icon={Bell} count={concerning} />}>
        <Trans>Activity</Trans>
        {concerning > 0 && (
          <span className="sr-only">
            {' '}
            <Plural value={concerning} one="# unread" other="# unread" />
          </span>
        )}
      </Tab>
      <Tab to="/settings" icon={<TabIcon icon={Settings} />} avatar={account}>
        <Trans>Settings</Trans>
      </Tab>
    </nav>
  )
}

function Tab({
  to,
  icon,
  avatar,
  children,
}: {
  to: '/chats' | '/channels' | '/calls' | '/activity' | '/settings'
  icon: ReactNode
  avatar?: PersonShown
  children: ReactNode
}) {
  const isActive = useMatchRoute()({ to, fuzzy: true }) !== false
  return (
    <Link
      to={to}
      aria-current={isActive ? 'page' : undefined}
      data-active={isActive || undefined}
      className={`group relative flex min-h-14 flex-1 flex-col items-center justify-center gap-1 rounded-lg px-1 text-xs font-medium transition-colors duration-120 md:w-17 md:flex-none md:py-2 ${isActive ? 'text-white' : 'text-rail-text hover:text-white'}`}
    >
      {avatar ? (
        <>
          <span className="md:hidden">{icon}</span>
          <span className="hidden rounded-full p-0.5 outline-offset-0 group-data-active:outline-2 group-data-active:outline-white md:block">
            <Avatar person={avatar} size={36} />
          </span>
        </>
      ) : (
        icon
      )}
      {/* a longer word than ours breaks rather than stand out of the rail */}
      <span className="max-w-full text-center wrap-anywhere">{children}</span>
    </Link>
  )
}

function TabIcon({
  icon: Icon,
  count = 0,
  hasNews = false,
}: {
  icon: LucideIcon
  count?: number
  hasNews?: boolean
}) {
  return (
    <span className="relative grid h-7 w-12 place-items-center rounded-full transition-colors duration-120 group-hover:bg-rail-hover group-data-active:bg-white/18 md:h-8">
      <Icon size={21} strokeWidth={1.9} aria-hidden />
      {count > 0 && (
        <span
          aria-hidden
          className="absolute -top-1 right-0 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-bad px-1 text-[0.6875rem] leading-none font-semibold text-white"
        >
          {count > 99 ? '99+' : count}
        </span>
      )}
      {hasNews && (
        <span
          aria-hidden
          className="absolute top-0 right-1.5 size-2.5 rounded-full bg-bad ring-2 ring-rail"
        />
      )}
    </span>
  )
}
