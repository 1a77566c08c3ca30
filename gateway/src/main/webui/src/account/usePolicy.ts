import { useCallback, useEffect, useState } from 'react'
import { policy, type RegistrationPolicy } from './api'

/** A server that is away is no reason to hide the form: it has the last word when the form is sent. */
const open: RegistrationPolicy = { registration: 'open', domains: [] }

/** Who may sign up, and what they agree to; null until the server has said so. `again` asks once more. */
export function usePolicy(): { known: RegistrationPolicy | null; again: () => Promise<void> } {
  const [known, setKnown] = useState<RegistrationPolicy | null>(null)
  const again = useCallback(async () => {
    const answer = await policy()
    setKnown((before) => (answer.ok ? answer.value : (before ?? open)))
  }, [])
  useEffect(() => void again(), [again])
  return { known, again }
}
