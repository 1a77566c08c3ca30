import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { changeProfile, useAccount } from '../account'
import { currentLanguage } from '../shared/i18n/language'
import { deviceTimeZone, timeZoneName } from '../shared/i18n/timeZone'
import { Button } from '../shared/ui/Button'
import { Part } from './Part'
import { SavingProblem, SavingWord } from './SavingLine'
import { TimeZoneDialog } from './TimeZoneDialog'
import { useSaving } from './useSaving'

/** The zone of the times that the person is told of by mail. */
export function TimeZoneField() {
  const { timeZone } = useAccount()
  const { saving, save } = useSaving((zone: string) => changeProfile({ timeZone: zone }))
  const [isChoosing, setChoosing] = useState(false)
  const language = currentLanguage()
  const device = deviceTimeZone()
  const shown = saving.status === 'saving' ? saving.value : timeZone
  const deviceName = timeZoneName(device, language)
  return (
    <Part
      title={<Trans>Time zone</Trans>}
      about={
        <Trans>
          Times in mails to you are in this zone. The app shows the time of the device you use.
        </Trans>
      }
      end={<SavingWord saving={saving} />}
    >
      <p className="text-md">
        {shown ? (
          <>
            {timeZoneName(shown, language)} <span className="text-muted">· {shown}</span>
          </>
        ) : (
          <Trans>None chosen</Trans>
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button kind="outline" onPress={() => setChoosing(true)}>
          <Trans>Choose a time zone</Trans>
        </Button>
        {device !== shown && (
          <Button kind="outline" onPress={() => save(device)}>
            <Trans>As this device: {deviceName}</Trans>
          </Button>
        )}
      </div>
      <SavingProblem saving={saving} onTryAgain={save} />
      {isChoosing && (
        <TimeZoneDialog
          chosen={timeZone ?? null}
          onChoose={(zone) => {
            setChoosing(false)
            if (zone !== timeZone) save(zone)
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </Part>
  )
}
