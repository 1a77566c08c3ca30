import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'

export type Choice<Value extends string> = {
  value: Value
  label: string
  /** The language of the label, where it is not that of the page. */
  lang?: string
  about?: string
  picture?: ReactNode
}

/** One of a few, each with a picture or a sentence. */
export function Choices<Value extends string>({
  label,
  choices,
  value,
  onChange,
  end,
}: {
  label: string
  choices: readonly Choice<Value>[]
  value: Value
  onChange: (value: Value) => void
  end?: ReactNode
}) {
  // sentences need more room than pictures do
  const least = choices.some(({ about, picture }) => about && !picture)
    ? 'grid-cols-[repeat(auto-fit,minmax(min(11rem,100%),1fr))]'
    : 'grid-cols-[repeat(auto-fit,minmax(min(6.5rem,100%),1fr))]'
  return (
    <RadioGroup
      value={value}
      onChange={(chosen) => {
        const choice = choices.find((other) => other.value === chosen)
        if (choice) onChange(choice.value)
      }}
      className="grid gap-3"
    >
      <div className="flex items-center justify-between gap-4">
        <Label className="text-md font-semibold">{label}</Label>
        {end}
      </div>
      <div className={`grid gap-3 ${least}`}>
        {choices.map((choice) => (
          <Radio
            key={choice.value}
            value={choice.value}
            {...(choice.lang ? { lang: choice.lang } : {})}
            className="group grid cursor-pointer content-start gap-3 rounded-lg border border-line p-3 sm:p-3.5 outline-offset-2 transition-colors duration-120 hover:bg-hover selected:border-accent selected:bg-accent-soft focus-visible:outline-2 focus-visible:outline-focus"
          >
            {choice.picture}
            <span className="flex items-start gap-2 sm:gap-3">
              <span
                aria-hidden
                className="mt-px grid size-5 shrink-0 place-items-center rounded-full border-2 border-field bg-surface group-selected:border-accent"
              >
                <span className="size-2.5 scale-0 rounded-full bg-accent transition-transform duration-120 group-selected:scale-100" />
              </span>
              <span className="grid gap-0.5">
                <span className="text-base font-medium">{choice.label}</span>
                {choice.about && (
                  <span className="text-sm text-pretty text-muted">{choice.about}</span>
                )}
              </span>
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
