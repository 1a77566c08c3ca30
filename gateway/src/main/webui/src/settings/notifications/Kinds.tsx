import { Trans, useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import { useAccount } from '../../account'
import { type NotificationSettings, useChatSync, useChats } from '../../chat'
import { Skeleton } from '../../shared/ui/Skeleton'
import { Toggle } from '../../shared/ui/Toggle'
import { NotLoaded } from '../NotLoaded'
import { Part } from '../Part'
import { SavingProblem, SavingWord } from '../SavingLine'
import { useLoaded } from '../useLoaded'
import { useSaving } from '../useSaving'
import { QuietHours } from './QuietHours'

/** The same on all of the person's devices. */
export function Kinds() {
  const { t } = useLingui()
  const { api, dispatch } = useChatSync()
  const { timeZone } = useAccount()
  const known = useChats((state) => state.notificationSettings)
  const { saving, save } = useSaving(async (wanted: NotificationSettings) => {
    const answer = await api.chooseSettings(wanted)
    if (answer.ok) dispatch({ type: 'notification-settings.told', settings: answer.value })
    return answer
  })
  const load = useCallback(async () => {
    const answer = await api.notificationSettings()
    if (answer.ok) dispatch({ type: 'notification-settings.told', settings: answer.value })
    return answer
  }, [api, dispatch])
  const { loaded, tryAgain } = useLoaded(load)
  if (!known)
    return loaded.status === 'failed' ? (
      <NotLoaded problem={loaded.problem} onTryAgain={tryAgain} />
    ) : (
      <Skeleton className="h-40" />
    )
  // while it is being saved the wish is shown; if that fails, what holds is
  const settings = saving.status === 'saving' ? saving.value : known
  const kinds = [
    {
      kind: 'messages',
      label: t`Messages`,
      about: t`In chats, and in channels of which you want to hear everything`,
    },
    {
      kind: 'mentions',
      label: t`Mentions and replies`,
      about: t`Messages that mention you or everybody, comments on your posts, replies to you`,
    },
    { kind: 'reactions', label: t`Reactions`, about: t`To what you wrote` },
    { kind: 'added', label: t`New channels`, about: t`Somebody adds you to a channel` },
  ] as const
  return (
    <>
      <Part
        title={<Trans>Tell me about</Trans>}
        about={
          <Trans>
            On all of your devices. For a single conversation, use the bell in its header.
          </Trans>
        }
        end={<SavingWord saving={saving} />}
      >
        <div className="grid gap-3">
          {kinds.map(({ kind, label, about }) => (
            <Toggle
              key={kind}
              label={label}
              about={about}
              isSelected={settings[kind]}
              onChange={(isOn) => save({ ...settings, [kind]: isOn })}
            />
          ))}
        </div>
        <SavingProblem saving={saving} onTryAgain={save} />
      </Part>
      <QuietHours
        quiet={settings.quietHours}
        zone={timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone}
        onChange={(quietHours) => save({ ...settings, quietHours })}
      />
    </>
  )
}
