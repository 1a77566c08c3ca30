import { useLingui } from '@lingui/react/macro'
import { changeProfile, nameField, statusField, useAccount } from '../../account'
import { SavedField } from '../SavedField'
import { SectionFrame } from '../SectionFrame'
import { BlockedPeople } from './BlockedPeople'
import { CallChoice } from './CallChoice'
import { FindableChoice } from './FindableChoice'
import { PhotoField } from './photo/PhotoField'
import { ReadingSwitch } from './ReadingSwitch'

/** What others see of a person, who finds them, who calls them, and whom they have blocked. */
export function ProfileSection() {
  const { t } = useLingui()
  const { name, status } = useAccount()
  return (
    <SectionFrame title={t`Profile`}>
      <PhotoField />
      <SavedField
        label={t`Name`}
        name="name"
        autoComplete="name"
        value={name}
        check={nameField}
        save={(changed) => changeProfile({ name: changed })}
      />
      <SavedField
        label={t`Status`}
        name="status"
        value={status}
        check={statusField}
        save={(changed) => changeProfile({ status: changed })}
        hint={t`A few words beside your name, such as “In the lab until four”. It may stay empty.`}
      />
      <FindableChoice />
      <ReadingSwitch />
      <CallChoice />
      <BlockedPeople />
    </SectionFrame>
  )
}
