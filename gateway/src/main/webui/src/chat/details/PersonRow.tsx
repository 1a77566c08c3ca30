import { Trans, useLingui } from '@lingui/react/macro'
import { Ban, Ellipsis, MessageCircle } from 'lucide-react'
import { MenuTrigger } from 'react-aria-components'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { Avatar } from '../../shared/ui/Avatar'
import { IconButton } from '../../shared/ui/IconButton'
import { Menu, MenuItem } from '../../shared/ui/Menu'
import { You } from '../../shared/ui/You'
import { useChats } from '../ChatContext'
import type { Person } from '../store/state'
import { BlockQuestion } from './BlockQuestion'
import { useBlocking } from './useBlocking'
import { useWriteTo } from './useWriteTo'

/** Somebody in a group, and what there is between them and oneself. */
export function PersonRow({ person }: { person: Person }) {
  const { t } = useLingui()
  const isMe = useChats((state) => state.me === person.id)
  const name = usePersonName()(person)
  const blocking = useBlocking(person.id)
  const writeTo = useWriteTo()
  const canAct = !isMe && !person.deleted
  return (
    <li className="grid gap-2">
      <div className="flex min-h-13 items-center gap-3">
        <Avatar person={person} size={36} />
        <div className="min-w-0 flex-1">
          <p className="truncate text-md">
            {name}
            {isMe && <You />}
          </p>
          {blocking.isBlocked && (
            <p className="truncate text-sm text-muted">
              <Trans>Blocked</Trans>
            </p>
          )}
        </div>
        {canAct && (
          <MenuTrigger>
            <IconButton label={t`More about ${name}`} isPending={blocking.isPending}>
              <Ellipsis size={19} aria-hidden />
            </IconButton>
            <Menu aria-label={t`More about ${name}`}>
              <MenuItem textValue={t`Message`} onAction={() => writeTo(person.id, name)}>
                <MessageCircle size={17} aria-hidden />
                <Trans>Message</Trans>
              </MenuItem>
              {blocking.isBlocked ? (
                <MenuItem key="unblock" textValue={t`Unblock`} onAction={blocking.unblock}>
                  <Ban size={17} aria-hidden />
                  <Trans>Unblock</Trans>
                </MenuItem>
              ) : (
                <MenuItem key="block" isDanger textValue={t`Block`} onAction={blocking.ask}>
                  <Ban size={17} aria-hidden />
                  <Trans>Block</Trans>
                </MenuItem>
              )}
            </Menu>
          </MenuTrigger>
        )}
      </div>
      <BlockQuestion name={name} blocking={blocking} />
    </li>
  )
}
