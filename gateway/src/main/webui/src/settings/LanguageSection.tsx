import { Trans, useLingui } from '@lingui/react/macro'
import { changeProfile } from '../account'
import {
  chooseLanguage,
  currentLanguage,
  isLanguage,
  LANGUAGES,
  type Language,
} from '../shared/i18n/language'
import { type Choice, Choices } from './Choices'
import { SavingProblem, SavingWord } from './SavingLine'
import { SectionFrame } from './SectionFrame'
import { TimeZoneField } from './TimeZoneField'
import { useSaving } from './useSaving'

const CHOICES: readonly Choice<Language>[] = Object.entries(LANGUAGES).flatMap(([tag, label]) =>
  isLanguage(tag) ? [{ value: tag, label, lang: tag }] : [],
)

/** Changes the words at once; the server is told so that its mails are in that language too. */
export function LanguageSection() {
  const { t } = useLingui()
  const { saving, save } = useSaving((language: Language) => changeProfile({ language }))
  return (
    <SectionFrame title={t`Language and time`}>
      <div className="grid gap-3">
        <Choices
          label={t`Language of the app`}
          choices={CHOICES}
          value={currentLanguage()}
          onChange={(language) => {
            void chooseLanguage(language)
            save(language)
          }}
          end={<SavingWord saving={saving} />}
        />
        <SavingProblem saving={saving} onTryAgain={save} />
        <p className="text-base text-muted">
          <Trans>Mails to you are written in this language as well.</Trans>
        </p>
      </div>
      <TimeZoneField />
    </SectionFrame>
  )
}
