import { msg } from '@lingui/core/macro'
import type { Role } from '../store/state'

export const ROLE_WORDS = {
  owner: msg({ message: 'Owner', context: 'of a channel' }),
  teacher: msg({ message: 'Teacher', context: 'in a channel' }),
  member: msg({ message: 'Member', context: 'of a channel' }),
  guest: msg({ message: 'Guest', context: 'in a channel' }),
} as const satisfies Record<Role, unknown>

export const isRole = (key: string): key is Role => key in ROLE_WORDS

/** The order in which members are listed. */
export const RANK: Readonly<Record<Role, number>> = { owner: 0, teacher: 1, member: 2, guest: 3 }
