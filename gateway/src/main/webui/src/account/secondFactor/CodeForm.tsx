import { Trans, useLingui } from '@lingui/react/macro'
import { KeyRound, Smartphone } from 'lucide-react'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import type { Problem } from '../../shared/net/problem'
import { Button } from '../../shared/ui/Button'
import { ProblemNotice } from '../../shared/ui/ProblemNotice'
import { TextField } from '../../shared/ui/TextField'

export type CodeKind = 'authenticator' | 'recovery'

/** What the server says of a code that it does not take: when signing in, and when signed in. */
const WRONG: ReadonlySet<string> = new Set(['second-factor-wrong', 'code-wrong'])

/**
 * Asks for a code. `onCode` answers what stood against it; a wrong code is said at the field, and everything else that
 * this form has no words for above the button.
 */
export function CodeForm({
  kind,
  onCode,
  submit,
  size = 'lg',
  autoFocus = false,
  children,
}: {
  kind: CodeKind
  onCode: (code: string) => Promise<Problem | null>
  /** On the button. */
  submit: ReactNode
  size?: 'md' | 'lg'
  /** Not where there is something to be read first. */
  autoFocus?: boolean
  /** Beside the button. */
  children?: ReactNode
}) {
  const { t } = useLingui()
  const field = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')
  const [error, setError] = useState<string>()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isPending, setPending] = useState(false)

  const fail = (words: string) => {
    setError(words)
    field.current?.focus()
    field.current?.select()
  }

  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    setProblem(null)
    if (code.trim() === '') return fail(t`Enter the code.`)
    setError(undefined)
    setPending(true)
    const refused = await onCode(code.trim())
    setPending(false)
    if (refused === null) return
    if (!WRONG.has(refused.slug)) return setProblem(refused)
    fail(
      kind === 'recovery'
        ? t`This is none of your recovery codes, or it was used already.`
        : t`This code is wrong or was used already. Enter the one that is shown now.`,
    )
  }

  const own =
    kind === 'recovery'
      ? ({
          label: t`Recovery code`,
          icon: <KeyRound size={18} />,
          autoComplete: 'off',
          autoCorrect: 'off',
        } as const)
      : ({
          label: t`Code from your authenticator app`,
          icon: <Smartphone size={18} />,
          inputMode: 'numeric',
          autoComplete: 'one-time-code',
        } as const)

  return (
    <form noValidate className="grid gap-5" onSubmit={(event) => void send(event)}>
      <TextField
        {...own}
        // a field of another kind is another field
        key={kind}
        ref={field}
        name="code"
        autoFocus={autoFocus}
        spellCheck="false"
        value={code}
        error={error}
        onChange={(typed) => {
          setCode(typed)
          setError(undefined)
        }}
      />
      {problem && <ProblemNotice problem={problem} />}
      <div className={size === 'lg' ? 'grid' : 'flex flex-wrap gap-2'}>
        <Button type="submit" kind="primary" size={size} isPending={isPending}>
          {submit}
        </Button>
        {children}
      </div>
    </form>
  )
}

/** Leads from one kind of code to the other. */
export function OtherKind({
  kind,
  onChange,
}: {
  kind: CodeKind
  onChange: (kind: CodeKind) => void
}) {
  return (
    <Button
      kind="outline"
      onPress={() => onChange(kind === 'recovery' ? 'authenticator' : 'recovery')}
    >
      {kind === 'recovery' ? (
        <Trans>Use a code from the app</Trans>
      ) : (
        <Trans>Use a recovery code</Trans>
      )}
    </Button>
  )
}
