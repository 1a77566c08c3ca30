import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { emailField, nameField, newPasswordField } from './fields'

/** The value as it is sent, or the code of what is wrong with it. */
function outcome(field: z.ZodMiniType<string>, text: string): string | { fault: string } {
  const checked = z.safeParse(field, text)
  return checked.success ? checked.data : { fault: checked.error.issues[0]?.message ?? '' }
}

describe('an address', () => {
  it.each([
    ['a@b.tw', 'a@b.tw'],
    ['  mei-hua+class@school.edu.tw ', 'mei-hua+class@school.edu.tw'],
    ['', { fault: 'empty' }],
    ['   ', { fault: 'empty' }],
    ['a@b', { fault: 'not-an-address' }],
    ['a b@c.tw', { fault: 'not-an-address' }],
    ['林@school.tw', { fault: 'not-an-address' }],
    [`${'a'.repeat(65)}@b.tw`, { fault: 'not-an-address' }],
  ])('%j is %j', (text, expected) => {
    expect(outcome(emailField, text)).toEqual(expected)
  })
})

describe('a name', () => {
  it.each([
    [' 林美華 ', '林美華'],
    ['𠮷'.repeat(80), '𠮷'.repeat(80)],
    ['𠮷'.repeat(81), { fault: 'too-long' }],
    ['', { fault: 'empty' }],
    ['Ana\nDuarte', { fault: 'not-a-name' }],
    ['Ana\u202EDuarte', { fault: 'not-a-name' }],
  ])('%j is %j', (text, expected) => {
    expect(outcome(nameField, text)).toEqual(expected)
  })
})

describe('a new password', () => {
  it.each([
    ['0123456789', '0123456789'],
    [' a password ', ' a password '],
    ['', { fault: 'empty' }],
    ['short', { fault: 'too-short' }],
    ['👩🏽‍🚀'.repeat(2), { fault: 'too-short' }],
    ['a'.repeat(129), { fault: 'too-long' }],
  ])('%j is %j', (text, expected) => {
    expect(outcome(newPasswordField, text)).toEqual(expected)
  })
})
