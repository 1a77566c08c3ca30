import type { ReactNode, Ref } from 'react'
import {
  TextField as AriaTextField,
  FieldError,
  Input,
  Label,
  Text,
  type TextFieldProps,
} from 'react-aria-components'
import { fieldClass } from './classes'

type Props = Omit<TextFieldProps, 'children' | 'isInvalid' | 'validationBehavior'> & {
  label: string
  /** A line under the field that stays also beside an error. */
  hint?: ReactNode
  error?: string | undefined
  icon?: ReactNode
  /** A pressable icon at the end of the field. */
  end?: ReactNode
  /** A word or a button with one at the end of the field. */
  wideEnd?: ReactNode
  ref?: Ref<HTMLInputElement>
}

/** A labelled line of text whose error stands under it. */
export function TextField({ label, hint, error, icon, end, wideEnd, ref, ...props }: Props) {
  return (
    <AriaTextField
      {...props}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="grid gap-1.5"
    >
      <Label className="text-sm font-medium">{label}</Label>
      <div className="relative">
        {icon && (
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 start-3 grid place-items-center text-muted"
          >
            {icon}
          </span>
        )}
        <Input
          {...(ref ? { ref } : {})}
          className={`min-h-11 ${fieldClass} ${icon ? 'ps-10' : 'ps-3'} ${end ? 'pe-12' : wideEnd ? 'pe-26' : 'pe-3'}`}
        />
        {end && <span className="absolute inset-y-0 end-0.5 grid place-items-center">{end}</span>}
        {wideEnd && (
          <span className="absolute inset-y-0 end-1.5 grid place-items-center">{wideEnd}</span>
        )}
      </div>
      {hint && (
        <Text slot="description" className="text-sm text-muted">
          {hint}
        </Text>
      )}
      <FieldError className="text-sm text-bad-text">{error}</FieldError>
    </AriaTextField>
  )
}
