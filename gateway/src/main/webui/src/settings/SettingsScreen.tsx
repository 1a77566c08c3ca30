import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useAccount } from '../account'
import { Avatar } from '../shared/ui/Avatar'
import { ListPane } from '../shared/ui/ListPane'
import { type Section, sectionsFor } from './sections'

/** The sections, and beside them (on a phone: in their place) the open one. */
export function SettingsScreen({ isOpen, children }: { isOpen: boolean; children: ReactNode }) {
  const { t } = useLingui()
  const account = useAccount()
  const { name, email, status } = account
  // one h1 per screen: the open section has it
  const Title = isOpen ? 'h2' : 'h1'
  return (
    <>
      <ListPane label={t`Settings`} isBehind={isOpen}>
        <div className="thin min-h-0 flex-1 overflow-y-auto">
          <header className="flex min-h-16 shrink-0 items-center px-5">
            <Title className="text-xl font-semibold">
              <Trans>Settings</Trans>
            </Title>
          </header>
          <div className="flex items-center gap-3.5 px-5 pb-5">
            <Avatar person={account} size={48} />
            <div className="min-w-0">
              <p className="truncate text-md font-semibold">{name}</p>
              <p className="truncate text-sm text-muted">{status || email}</p>
            </div>
          </div>
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-0.5 px-2 pb-3">
            {sectionsFor(account).map((section) => (
              <SectionLink key={section.to} section={section} />
            ))}
          </ul>
        </div>
      </ListPane>
      <div className={`${isOpen ? 'flex' : 'hidden md:flex'} min-w-0 flex-1 flex-col bg-surface`}>
        {children}
      </div>
    </>
  )
}

function SectionLink({ section: { to, icon: Icon, title, about } }: { section: Section }) {
  const { t } = useLingui()
  return (
    <li>
      <Link
        to={to}
        activeProps={{ 'aria-current': 'page', className: 'bg-accent-soft' }}
        inactiveProps={{ className: 'hover:bg-hover' }}
        className="group flex min-h-row items-center gap-3.5 rounded-lg px-3 py-2 -outline-offset-2 transition-colors duration-120"
      >
        <span
          aria-hidden
          className="grid size-10 shrink-0 place-items-center rounded-full bg-hover text-muted group-aria-[current]:bg-transparent group-aria-[current]:text-accent-text"
        >
          <Icon size={19} />
        </span>
        <span className="min-w-0 flex-1">
          <span className="block text-md font-medium wrap-anywhere">{t(title)}</span>
          <span className="block text-sm wrap-anywhere text-muted">{t(about)}</span>
        </span>
        <ChevronRight size={18} aria-hidden className="shrink-0 text-muted md:hidden" />
      </Link>
    </li>
  )
}
