import { useState } from 'react'

/** What a form makes of something: fields that were not touched follow what is known, whoever changes it meanwhile. */
export function useTouched<T extends object>(known: T) {
  const [touched, setTouched] = useState<Partial<T>>({})
  return {
    values: { ...known, ...touched },
    change: (next: T) => setTouched(differing(known, next)),
    forget: () => setTouched({}),
  }
}

/** Those fields of `next` that are not as they are known. */
export function differing<T extends object>(known: T, next: T): Partial<T> {
  const fields = Object.keys(next) as (keyof T)[]
  return Object.fromEntries(
    fields.filter((field) => next[field] !== known[field]).map((field) => [field, next[field]]),
  ) as Partial<T>
}
