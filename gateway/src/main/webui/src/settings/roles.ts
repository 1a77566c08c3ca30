import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Role } from '../account'

export const ROLE_WORDS: Readonly<Record<Role, MessageDescriptor>> = {
  administrator: msg`Administrator`,
  teacher: msg`Teacher`,
  student: msg`Student`,
}

export const isRole = (role: string | undefined): role is Role =>
  role !== undefined && role in ROLE_WORDS

/** Somebody's role: of several, the one that may do most. */
export function roleOf(roles: readonly Role[]): Role {
  if (roles.includes('administrator')) return 'administrator'
  return roles.includes('teacher') ? 'teacher' : 'student'
}
