import { Trans } from '@lingui/react/macro'
import { useLocation, useNavigate, useRouter } from '@tanstack/react-router'
import type { ComponentProps } from 'react'
import { useForm } from 'react-hook-form'
import { currentLanguage } from '../../shared/i18n/language'
import { requestLink } from '../api'
import { usePolicy } from '../usePolicy'
import { CheckEmail } from './CheckEmail'
import { SignUpClosed } from './SignUpClosed'
import { emptySignUp, SignUpForm, signUpOptions } from './SignUpForm'
import { SignUpSkeleton } from './SignUpSkeleton'

/** The form, then word of the mail. What was typed stays for whoever comes back to change the address. */
export function SignUp({ next }: { next: string | undefined }) {
  const navigate = useNavigate()
  const router = useRouter()
  const sentTo = useLocation({ select: ({ state }) => state.sentTo })
  const form = useForm({ ...signUpOptions, defaultValues: emptySignUp })
  const search = next ? { next } : {}
  if (sentTo === undefined) {
    return (
      <AsAllowed
        form={form}
        next={next}
        onSent={(email) => void navigate({ to: '/sign-up', search, state: { sentTo: email } })}
      />
    )
  }
  return (
    <CheckEmail
      onSendAgain={() => requestLink({ email: sentTo, language: currentLanguage() })}
      onChangeAddress={() => {
        form.resetField('password')
        void router.navigate({ to: '/sign-up', search, replace: true })
      }}
    >
      <Trans>
        We sent a link to{' '}
        <strong className="font-semibold wrap-anywhere text-text">{sentTo}</strong>. Follow it to
        confirm that the address is yours. It works for a day.
      </Trans>
    </CheckEmail>
  )
}

/** The form, for those whom the server lets sign up. */
function AsAllowed(props: Omit<ComponentProps<typeof SignUpForm>, 'policy' | 'onOtherTerms'>) {
  const { known: policy, again } = usePolicy()
  if (!policy) return <SignUpSkeleton />
  switch (policy.registration) {
    case 'open':
    case 'domains':
      return <SignUpForm {...props} policy={policy} onOtherTerms={again} />
    case 'closed':
      return <SignUpClosed />
    default:
      return policy.registration satisfies never
  }
}
