import type { ComponentProps } from 'react'
import { type Control, Controller, type FieldPath, type FieldValues } from 'react-hook-form'
import { TextField } from '../shared/ui/TextField'
import { PasswordField } from './PasswordField'
import { isWeak } from './strength/weakness'
import { type FieldName, useFaultText } from './useFaultText'

type Props<Values extends FieldValues> = {
  control: Control<Values>
  name: FieldPath<Values> & FieldName
} & Omit<ComponentProps<typeof TextField>, 'name' | 'value' | 'onChange' | 'onBlur' | 'error'>

/** A field of a form. Its error comes after the field is left or the form sent, never while it is typed the first time. */
export function FormField<Values extends FieldValues>({
  control,
  name,
  hint,
  ...props
}: Props<Values>) {
  const faultText = useFaultText()
  const Field = name === 'password' || name === 'newPassword' ? PasswordField : TextField
  return (
    <Controller
      control={control}
      name={name}
      render={({ field: { onBlur, ...field }, fieldState: { error } }) => (
        <Field
          {...props}
          {...field}
          // the device's own judgement is of no use once the server has judged
          {...(isWeak(error?.message) ? {} : { hint })}
          error={faultText(name, error && (error.message ?? ''))}
          // whoever only passes through has done nothing wrong, and a line that appears would move what they press
          onBlur={() => {
            if (field.value !== '') onBlur()
          }}
        />
      )}
    />
  )
}
