import { useEffect, useRef, useState } from 'react'
import { lengthOf, PASSWORD_LEAST } from '../fields'
import { PasswordJudge } from './PasswordJudge'
import type { Judgement } from './passwordStrength'

/** Null until the password has been judged, and for one that is too short anyway. */
export function useJudgement(password: string, known: readonly string[]): Judgement | null {
  const judge = useRef<PasswordJudge>(null)
  const [judged, setJudged] = useState<Judgement | null>(null)
  const isLong = lengthOf(password) >= PASSWORD_LEAST
  const facts = known.filter((fact) => fact !== '').join('\n')

  useEffect(() => {
    const own = new PasswordJudge(setJudged)
    judge.current = own
    return () => own.close()
  }, [])

  useEffect(() => {
    if (isLong) judge.current?.ask(password, wordsOf(facts))
    else setJudged(null)
  }, [password, facts, isLong])

  return isLong ? judged : null
}

/** Names and addresses whole, by words, and in their smallest parts: people put parts of them into passwords. */
export const wordsOf = (facts: string): string[] =>
  [/\n/, /[\s@]+/, /[\s@.,_+-]+/]
    .flatMap((border) => facts.split(border))
    .filter((word, i, all) => word.length > 2 && all.indexOf(word) === i)
