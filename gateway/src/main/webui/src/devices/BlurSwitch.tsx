import { useLingui } from '@lingui/react/macro'
import { Toggle } from '../shared/ui/Toggle'
import { chooseBlur, useBlur } from './blur'

/** Blurs what is behind the person; nothing where the camera cannot. */
export function BlurSwitch({ track }: { track: MediaStreamTrack | null }) {
  const { t } = useLingui()
  const blur = useBlur(track)
  if (blur.kind === 'none') return null
  return (
    <Toggle
      label={t`Blur the background`}
      about={
        blur.kind === 'fixed' ? t`Your system decides this: change it in its settings.` : undefined
      }
      isSelected={blur.isOn}
      isDisabled={blur.kind === 'fixed'}
      onChange={chooseBlur}
    />
  )
}
