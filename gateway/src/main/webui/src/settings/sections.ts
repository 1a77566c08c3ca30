import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import {
  Bell,
  CircleUserRound,
  Languages,
  type LucideIcon,
  Palette,
  ScrollText,
  ShieldCheck,
  UserRound,
  UsersRound,
  Video,
} from 'lucide-react'
import type { Profile } from '../account'

export type Section = {
  to:
    | '/settings/profile'
    | '/settings/appearance'
    | '/settings/language'
    | '/settings/notifications'
    | '/settings/devices'
    | '/settings/security'
    | '/settings/account'
    | '/settings/people'
    | '/settings/events'
  icon: LucideIcon
  title: MessageDescriptor
  about: MessageDescriptor
}

const OWN: readonly Section[] = [
  {
    to: '/settings/profile',
    icon: UserRound,
    title: msg`Profile`,
    about: msg`Photo, name, status`,
  },
  {
    to: '/settings/notifications',
    icon: Bell,
    title: msg`Notifications`,
    about: msg`Kinds, sound, quiet hours`,
  },
  {
    to: '/settings/devices',
    icon: Video,
    title: msg`Camera and sound`,
    about: msg`Camera, microphone, speaker`,
  },
  {
    to: '/settings/appearance',
    icon: Palette,
    title: msg`Appearance`,
    about: msg`Theme, density, Enter`,
  },
  {
    to: '/settings/language',
    icon: Languages,
    title: msg`Language and time`,
    about: msg`English, Traditional Chinese`,
  },
  {
    to: '/settings/security',
    icon: ShieldCheck,
    title: msg`Security`,
    about: msg`Password, devices, activity`,
  },
  {
    to: '/settings/account',
    icon: CircleUserRound,
    title: msg`Account`,
    about: msg`Email, signing out, deleting`,
  },
]

const FOR_ADMINISTRATORS: readonly Section[] = [
  {
    to: '/settings/people',
    icon: UsersRound,
    title: msg`People`,
    about: msg`Everybody here and their roles`,
  },
  {
    to: '/settings/events',
    icon: ScrollText,
    title: msg`Activity of everybody`,
    about: msg`Sign-ins, passwords, roles`,
  },
]

/** The sections that are for somebody: what they may not do is not shown. */
export const sectionsFor = ({ roles }: Profile): readonly Section[] =>
  roles.includes('administrator') ? [...OWN, ...FOR_ADMINISTRATORS] : OWN
