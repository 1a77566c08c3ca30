import { Trans, useLingui } from '@lingui/react/macro'
import { EllipsisVertical, LogOut, ScrollText, ShieldOff } from 'lucide-react'
import { MenuTrigger } from 'react-aria-components'
import { IconButton } from '../../shared/ui/IconButton'
import { Menu, MenuItem } from '../../shared/ui/Menu'
import type { Account } from './api'

/** What else there is to see of somebody, and to do. */
export function MoreMenu({
  account: { id, name },
  onSignOut,
  onTakeSecondFactorAway,
}: {
  account: Account
  /** Null for oneself: the own devices are in the own settings. */
  onSignOut: (() => void) | null
  /** Null for oneself too, and for whoever has none. */
  onTakeSecondFactorAway: (() => void) | null
}) {
  const { t } = useLingui()
  return (
    <MenuTrigger>
      <IconButton label={t`More about ${name}`}>
        <EllipsisVertical size={18} aria-hidden />
      </IconButton>
      <Menu aria-label={t`More about ${name}`}>
        <MenuItem
          href={`/settings/events?${new URLSearchParams({ account: id })}`}
          textValue={t`Activity`}
        >
          <ScrollText size={17} aria-hidden className="text-muted" />
          <Trans>Activity</Trans>
        </MenuItem>
        {onTakeSecondFactorAway && (
          <MenuItem
            isDanger
            onAction={onTakeSecondFactorAway}
            textValue={t`Turn two-step sign-in off…`}
          >
            <ShieldOff size={17} aria-hidden />
            {t`Turn two-step sign-in off…`}
          </MenuItem>
        )}
        {onSignOut && (
          <MenuItem isDanger onAction={onSignOut} textValue={t`Sign out everywhere…`}>
            <LogOut size={17} aria-hidden />
            {t`Sign out everywhere…`}
          </MenuItem>
        )}
      </Menu>
    </MenuTrigger>
  )
}
