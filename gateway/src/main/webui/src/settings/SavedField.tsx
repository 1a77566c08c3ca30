import { Trans } from '@lingui/react/macro'
import { type ReactNode, type SubmitEvent, useRef, useState } from 'react'
import * as z from 'zod/mini'
import { useFaultText } from '../account'
import type { Answer } from '../shared/net/problem'
import { Button } from '../shared/ui/Button'
import { TextField } from '../shared/ui/TextField'
import { SavingProblem, SavingWord } from './SavingLine'
import { useSaving } from './useSaving'

/** A line of text that is saved by itself: by Enter, or by the button that comes with a change. Esc takes the change back. */
export function SavedField({
  label,
  name,
  value,
  check,
  save,
  hint,
  autoComplete = 'off',
}: {
  label: string
  name: 'name' | 'status'
  /** As the server has it. */
  value: string
  check: z.ZodMiniType<string>
  save: (value: string) => Promise<Answer<unknown>>
  hint?: ReactNode
  autoComplete?: string
}) {
  const faultText = useFaultText()
  const input = useRef<HTMLInputElement>(null)
  const [edited, setEdited] = useState<string | null>(null)
  const [fault, setFault] = useState<string>()
  const { saving, save: start } = useSaving(async (wanted: string) => {
    const answer = await save(wanted)
    // what was typed meanwhile stays
    if (answer.ok) setEdited((now) => (now?.trim() === wanted ? null : now))
    return answer
  })
  const typed = edited ?? value
  const isChanged = typed.trim() !== value
  // what the server finds wrong with the text is said at the field, and trying again would be of no use
  const isRefused =
    saving.status === 'failed' &&
    (saving.problem.violations ?? []).some((violation) => violation.field === name)

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const checked = z.safeParse(check, typed)
    setFault(checked.success ? undefined : checked.error.issues[0]?.message)
    // the button is gone once all is saved
    input.current?.focus()
    if (checked.success && isChanged) start(checked.data)
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-3">
      <TextField
        label={label}
        name={name}
        autoComplete={autoComplete}
        ref={input}
        value={typed}
        onChange={(text) => {
          setEdited(text)
          setFault(undefined)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || edited === null) return event.continuePropagation()
          setEdited(null)
          setFault(undefined)
        }}
        error={faultText(name, fault ?? (isRefused ? 'refused' : undefined))}
        {...(hint ? { hint } : {})}
        wideEnd={
          isChanged && saving.status !== 'saving' ? (
            <Button type="submit" kind="primary" size="sm">
              <Trans>Save</Trans>
            </Button>
          ) : (
            <SavingWord saving={saving} />
          )
        }
      />
      {!isRefused && <SavingProblem saving={saving} onTryAgain={start} />}
    </form>
  )
}
