/** What stands before a colon and narrows a search down. */
export type Operator = 'from' | 'in' | 'has' | 'is' | 'before' | 'after'

type Part =
  | { kind: 'operator'; operator: Operator; value: string; text: string }
  | { kind: 'words'; text: string; isWithout: boolean }

/** As chat-service reads what is looked for, in the order of its alternatives. */
const PART =
  /(?<operator>from|in|has|is|before|after)[:：](?:["“](?<quoted>[^"“”]*)["”]?|(?<value>\S+))|(?<minus>-?)(?:["“][^"“”]*["”]?|[^\s"“”]+)/giu

const HAS = ['link', 'file', 'image', 'video']
const IS = ['message', 'post', 'comment']

function parse(q: string): Part[] {
  return [...q.matchAll(PART)].map(({ 0: text, groups = {} }) => {
    const { operator, quoted, value = '', minus } = groups
    return operator === undefined
      ? { kind: 'words', text, isWithout: minus === '-' }
      : {
          kind: 'operator',
          operator: operator.toLowerCase() as Operator,
          value: (quoted ?? value).trim(),
          text,
        }
  })
}

/** The words without the operators: what a name may contain. */
export const wordsOf = (q: string): string =>
  parse(q)
    .flatMap((part) =>
      part.kind === 'words' && !part.isWithout ? part.text.replace(/["“”]/g, '') : [],
    )
    .join(' ')
    .trim()

/** What an operator is followed by, the last time; null where it does not stand. */
export function operandOf(q: string, operator: Operator): string | null {
  const found = parse(q).findLast((part) => part.kind === 'operator' && part.operator === operator)
  return found?.kind === 'operator' ? found.value : null
}

/** Whether it says exactly that. */
export const says = (q: string, operator: Operator, value: string): boolean =>
  parse(q).some(
    (part) =>
      part.kind === 'operator' &&
      part.operator === operator &&
      part.value.toLowerCase() === value.toLowerCase(),
  )

/** An operator as it is typed. Quotes cannot stand within quotes. */
export function written(operator: Operator, value: string): string {
  const plain = value.replace(/["“”]/g, ' ').trim()
  return /\s/.test(plain) ? `${operator}:"${plain}"` : `${operator}:${plain}`
}

/** Without the operator; of `has` and `is`, which may stand several times, without that value. */
export function without(q: string, operator: Operator, value?: string): string {
  return parse(q)
    .filter(
      (part) =>
        !(
          part.kind === 'operator' &&
          part.operator === operator &&
          (value === undefined || part.value.toLowerCase() === value)
        ),
    )
    .map(({ text }) => text)
    .join(' ')
}

/** With the operator in place of what it said before. */
export const withValue = (q: string, operator: Operator, value: string): string =>
  `${without(q, operator)} ${written(operator, value)}`.trim()

export const withPart = (q: string, operator: Operator, value: string): string =>
  says(q, operator, value) ? q : `${q} ${written(operator, value)}`.trim()

/** Why the server would not understand it: an operator with a value that it cannot have, or nothing to look for. */
export type Fault = { operator: Operator; expects: 'day' | 'has' | 'is' } | 'nothing'

export function faultOf(q: string): Fault | null {
  const parts = parse(q)
  for (const part of parts) {
    if (part.kind !== 'operator') continue
    const { operator, value } = part
    if ((operator === 'before' || operator === 'after') && !isDay(value))
      return { operator, expects: 'day' }
    if (operator === 'has' && !HAS.includes(value.toLowerCase()))
      return { operator, expects: 'has' }
    if (operator === 'is' && !IS.includes(value.toLowerCase())) return { operator, expects: 'is' }
  }
  const asks = (part: Part) =>
    part.kind === 'operator' || (!part.isWithout && /[\p{L}\p{N}]/u.test(part.text))
  return parts.some(asks) ? null : 'nothing'
}

function isDay(value: string): boolean {
  const [, year, month, day] = value.match(/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/) ?? []
  if (!year || !month || !day) return false
  const at = new Date(Number(year), Number(month) - 1, Number(day))
  return at.getMonth() === Number(month) - 1 && at.getDate() === Number(day)
}

/** A day as the operators take it, where the reader is. */
export function dayOf(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** What `in:` names a conversation by: a group that is called by its people has no name of its own. */
export const placeOf = (
  { id, kind, name }: { id: string; kind: string; name: string | null },
  title: string,
): string => (kind === 'group' && name === null ? id : title)
