import { useLingui } from '@lingui/react/macro'
import { useStore } from 'zustand'
import {
  appearance,
  chooseDensity,
  chooseTheme,
  type Density,
  type Theme,
} from '../shared/appearance'
import { chooseSendKey, type SendKey, sendKey } from '../shared/sendKey'
import { type Choice, Choices } from './Choices'
import { DensityPicture, ThemePicture } from './pictures'
import { SectionFrame } from './SectionFrame'

export function AppearanceSection() {
  const { t } = useLingui()
  const { theme, density } = useStore(appearance)
  const themes: Choice<Theme>[] = [
    { value: 'system', label: t`As the device`, picture: <ThemePicture theme="system" /> },
    { value: 'light', label: t`Light`, picture: <ThemePicture theme="light" /> },
    { value: 'dark', label: t`Dark`, picture: <ThemePicture theme="dark" /> },
  ]
  const densities: Choice<Density>[] = [
    {
      value: 'comfortable',
      label: t`Comfortable`,
      about: t`More room between rows`,
      picture: <DensityPicture density="comfortable" />,
    },
    {
      value: 'compact',
      label: t`Compact`,
      about: t`More rows on the screen`,
      picture: <DensityPicture density="compact" />,
    },
  ]
  const sendKeys: Choice<SendKey>[] = [
    {
      value: 'Enter',
      label: t`sends it`,
      about: t`Shift and Enter make a new line`,
    },
    {
      value: 'Shift+Enter',
      label: t`makes a new line`,
      about: t`Shift and Enter send it`,
    },
  ]
  return (
    <SectionFrame title={t`Appearance`}>
      <Choices label={t`Theme`} choices={themes} value={theme} onChange={chooseTheme} />
      <Choices
        label={t`Density of lists`}
        choices={densities}
        value={density}
        onChange={chooseDensity}
      />
      <Choices
        label={t`While a message is written, Enter…`}
        choices={sendKeys}
        value={useStore(sendKey)}
        onChange={chooseSendKey}
      />
    </SectionFrame>
  )
}
