import { useLocation, useNavigate, useRouter } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import { CheckEmail } from './CheckEmail'
import { emptySignUp, SignUpForm, signUpOptions } from './SignUpForm'

/** The form, then word of the mail. What was typed stays for whoever comes back to change the address. */
export function SignUp({ next }: { next: string | undefined }) {
  const navigate = useNavigate()
  const router = useRouter()
  const sentTo = useLocation({ select: ({ state }) => state.sentTo })
  const form = useForm({ ...signUpOptions, defaultValues: emptySignUp })
  if (sentTo !== undefined) {
    return (
      <CheckEmail
        email={sentTo}
        onChangeAddress={() => {
          form.resetField('password')
          void router.navigate({ to: '/sign-up', search: next ? { next } : {}, replace: true })
        }}
      />
    )
  }
  return (
    <SignUpForm
      form={form}
      next={next}
      onSent={(email) =>
        void navigate({ to: '/sign-up', search: next ? { next } : {}, state: { sentTo: email } })
      }
    />
  )
}
