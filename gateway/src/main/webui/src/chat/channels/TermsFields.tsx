import { useLingui } from '@lingui/react/macro'
import {
  TextField as AriaTextField,
  Label,
  Radio,
  RadioGroup,
  TextArea,
} from 'react-aria-components'
import { fieldClass } from '../../shared/ui/classes'
import { TextField } from '../../shared/ui/TextField'
import { Toggle } from '../../shared/ui/Toggle'
import type { ChannelTerms } from '../api'

/** What a channel is: the fields of creating one and of its settings. */
export function TermsFields({
  terms,
  onChange,
  autoFocus = false,
}: {
  terms: ChannelTerms
  onChange: (terms: ChannelTerms) => void
  autoFocus?: boolean
}) {
  const { t } = useLingui()
  const choices = [
    {
      value: 'private' as const,
      label: t({ message: 'Private', context: 'channel' }),
      about: t`Only those who are added or invited come in.`,
    },
    {
      value: 'open' as const,
      label: t({ message: 'Open', context: 'channel' }),
      about: t`Everybody with an account here finds it and may join.`,
    },
  ]
  return (
    <div className="grid gap-5">
      <TextField
        label={t({ message: 'Name', context: 'channel' })}
        value={terms.name}
        maxLength={80}
        autoFocus={autoFocus}
        onChange={(name) => onChange({ ...terms, name })}
      />
      <AriaTextField
        value={terms.description}
        maxLength={500}
        onChange={(description) => onChange({ ...terms, description })}
        className="grid gap-1.5"
      >
        <Label className="text-sm font-medium">{t`What it is for (optional)`}</Label>
        <TextArea rows={2} className={`field-sizing-content px-3 py-2 ${fieldClass}`} />
      </AriaTextField>
      <RadioGroup
        value={terms.access}
        onChange={(access) =>
          onChange({ ...terms, access: access === 'open' ? 'open' : 'private' })
        }
        className="grid gap-1.5"
      >
        <Label className="text-sm font-medium">{t`Who comes in`}</Label>
        {choices.map(({ value, label, about }) => (
          <Radio
            key={value}
            value={value}
            className="group flex cursor-pointer items-start gap-3 rounded-md border border-line px-3 py-2.5 outline-offset-2 transition-colors hover:bg-hover selected:border-accent selected:bg-accent-soft focus-visible:outline-2 focus-visible:outline-focus"
          >
            <span
              aria-hidden
              className="mt-px grid size-5 shrink-0 place-items-center rounded-full border-2 border-field bg-surface group-selected:border-accent"
            >
              <span className="size-2.5 scale-0 rounded-full bg-accent transition-transform duration-120 group-selected:scale-100" />
            </span>
            <span className="grid gap-0.5">
              <span className="text-base font-medium">{label}</span>
              <span className="text-sm text-pretty text-muted">{about}</span>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      <Toggle
        label={t`Announcements only`}
        about={t`Only owners and teachers post. Everybody may comment.`}
        isSelected={terms.announcementsOnly}
        onChange={(announcementsOnly) => onChange({ ...terms, announcementsOnly })}
      />
    </div>
  )
}
