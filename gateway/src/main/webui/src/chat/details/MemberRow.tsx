import { Trans, useLingui } from '@lingui/react/macro'
import { Ban, Check, Ellipsis, MessageCircle, UserMinus } from 'lucide-react'
import { useState } from 'react'
import { Header, MenuSection, MenuTrigger, Separator } from 'react-aria-components'
import { usePersonName } from '../../shared/i18n/usePersonName'
import { Avatar } from '../../shared/ui/Avatar'
import { Button } from '../../shared/ui/Button'
import { IconButton } from '../../shared/ui/IconButton'
import { Menu, MenuItem } from '../../shared/ui/Menu'
import { You } from '../../shared/ui/You'
import { useChatSync, useChats } from '../ChatContext'
import { isRole, ROLE_WORDS } from '../channels/roles'
import { mayRemove, mayReseat, rolesGiven } from '../store/rights'
import type { Chat, Role } from '../store/state'
import { BlockQuestion } from './BlockQuestion'
import { MemberProblem } from './MemberProblem'
import type { Seated } from './Members'
import { type Blocking, useBlocking } from './useBlocking'
import { useDoing } from './useDoing'
import { useWriteTo } from './useWriteTo'

/** A member, and what may be done about them. */
export function MemberRow({ chat, person, role }: { chat: Chat } & Seated) {
  const { t } = useLingui()
  const { api } = useChatSync()
  const me = useChats((state) => state.me)
  const nameOf = usePersonName()
  const name = nameOf(person)
  const isMe = person.id === me
  const { run, isPending, problem } = useDoing()
  const blocking = useBlocking(person.id)
  const [isAsking, setAsking] = useState(false)
  const give = (wanted: Role) => void run(() => api.seat(chat.id, person.id, wanted))
  const remove = async () => {
    setAsking(false)
    await run(() => api.unseat(chat.id, person.id))
  }
  return (
    <>
      <div className="flex min-h-10 items-center gap-3">
        <Avatar person={person} size={36} />
        <div className="min-w-0 flex-1">
          <p className="truncate text-md">
            {name}
            {isMe && <You />}
          </p>
          <p className="truncate text-sm text-muted">
            {t(ROLE_WORDS[role])}
            {person.status && ` · ${person.status}`}
            {blocking.isBlocked && ` · ${t`Blocked`}`}
          </p>
        </div>
        <RowMenu
          chat={chat}
          name={name}
          role={role}
          person={person.id}
          isMe={isMe}
          isPending={isPending || blocking.isPending}
          blocking={blocking}
          onGive={give}
          onRemove={() => setAsking(true)}
        />
      </div>
      {isAsking && (
        <div className="grid gap-2 rounded-md bg-bad-soft p-3 text-base text-bad-text">
          <p>
            <Trans>
              Remove {name}? The channel is gone from all their screens at once. What they wrote
              stays.
            </Trans>
          </p>
          <span className="flex gap-2">
            <Button kind="danger" size="sm" autoFocus onPress={() => void remove()}>
              <Trans>Remove</Trans>
            </Button>
            <Button kind="outline" size="sm" onPress={() => setAsking(false)}>
              <Trans>Cancel</Trans>
            </Button>
          </span>
        </div>
      )}
      <BlockQuestion name={name} blocking={blocking} />
      {problem && <MemberProblem problem={problem} />}
    </>
  )
}

function RowMenu({
  chat,
  name,
  role,
  person,
  isMe,
  isPending,
  blocking,
  onGive,
  onRemove,
}: {
  chat: Chat
  name: string
  role: Role
  person: string
  isMe: boolean
  isPending: boolean
  blocking: Blocking
  onGive: (role: Role) => void
  onRemove: () => void
}) {
  const { t } = useLingui()
  const writeTo = useWriteTo()
  const isGone = useChats((state) => state.people[person]?.deleted ?? false)
  // one's own role may only be made less
  const roles = mayReseat(chat, role) ? rolesGiven(chat.role) : []
  const canWrite = !isMe && !isGone
  const canRemove = !isMe && mayRemove(chat, role)
  if (roles.length === 0 && !canWrite && !canRemove) return null
  return (
    <MenuTrigger>
      <IconButton label={t`More about ${name}`} isPending={isPending}>
        <Ellipsis size={19} aria-hidden />
      </IconButton>
      <Menu
        aria-label={t`More about ${name}`}
        onAction={(key) => {
          const action = String(key)
          if (action === 'write') writeTo(person, name)
          else if (action === 'block') blocking.ask()
          else if (action === 'unblock') blocking.unblock()
          else if (action === 'remove') onRemove()
          else if (isRole(action) && action !== role) onGive(action)
        }}
      >
        {canWrite && (
          <MenuItem id="write" textValue={t`Message`}>
            <MessageCircle size={17} aria-hidden />
            <Trans>Message</Trans>
          </MenuItem>
        )}
        {roles.length > 0 && (
          <MenuSection selectionMode="single" disallowEmptySelection selectedKeys={[role]}>
            <Header className="px-3 pt-2 pb-1 text-xs font-semibold text-muted">
              <Trans>Role</Trans>
            </Header>
            {roles.map((one) => (
              <MenuItem key={one} id={one} textValue={t(ROLE_WORDS[one])}>
                <Check
                  size={17}
                  aria-hidden
                  className={one === role ? 'text-accent-text' : 'invisible'}
                />
                {t(ROLE_WORDS[one])}
              </MenuItem>
            ))}
          </MenuSection>
        )}
        {(canWrite || canRemove) && <Separator className="my-1.5 h-px bg-line" />}
        {canWrite &&
          (blocking.isBlocked ? (
            <MenuItem key="unblock" id="unblock" textValue={t`Unblock`}>
              <Ban size={17} aria-hidden />
              <Trans>Unblock</Trans>
            </MenuItem>
          ) : (
            <MenuItem key="block" id="block" isDanger textValue={t`Block`}>
              <Ban size={17} aria-hidden />
              <Trans>Block</Trans>
            </MenuItem>
          ))}
        {canRemove && (
          <MenuItem id="remove" isDanger textValue={t`Remove from the channel`}>
            <UserMinus size={17} aria-hidden />
            <Trans>Remove from the channel</Trans>
          </MenuItem>
        )}
      </Menu>
    </MenuTrigger>
  )
}
