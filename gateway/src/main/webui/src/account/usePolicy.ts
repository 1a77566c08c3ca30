import { useEffect, useState } from 'react'
import { policy, type RegistrationPolicy } from './api'

/** A server that is away is no reason to hide the form: it has the last word when the form is sent. */
const open: RegistrationPolicy = { registration: 'open', domains: [] }

/** Who may sign up; null until the server has said so. */
export function usePolicy(): RegistrationPolicy | null {
  const [known, setKnown] = useState<RegistrationPolicy | null>(null)
  useEffect(() => {
    let isGone = false
    void policy().then((answer) => {
      if (!isGone) setKnown(answer.ok ? answer.value : open)
    })
    return () => {
      isGone = true
    }
  }, [])
  return known
}
