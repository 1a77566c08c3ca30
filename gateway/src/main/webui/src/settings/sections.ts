import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { CircleUserRound, Languages, type LucideIcon, Palette, UserRound } from 'lucide-react'

export type Section = {
  to: '/settings/profile' | '/settings/appearance' | '/settings/language' | '/settings/account'
  icon: LucideIcon
  title: MessageDescriptor
  about: MessageDescriptor
}

export const SECTIONS: readonly Section[] = [
  {
    to: '/settings/profile',
    icon: UserRound,
    title: msg`Profile`,
    about: msg`Your name`,
  },
  {
    to: '/settings/appearance',
    icon: Palette,
    title: msg`Appearance`,
    about: msg`Theme and density`,
  },
  {
    to: '/settings/language',
    icon: Languages,
    title: msg`Language`,
    about: msg`English, Traditional Chinese`,
  },
  {
    to: '/settings/account',
    icon: CircleUserRound,
    title: msg`Account`,
    about: msg`Email and signing out`,
  },
]
