import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import {
  Bell,
  Compass,
  Hash,
  Keyboard,
  Languages,
  LogOut,
  type LucideIcon,
  MessageCircle,
  Monitor,
  Moon,
  Phone,
  Plus,
  Search,
  SquarePen,
  Sun,
  UsersRound,
} from 'lucide-react'
import { useMemo } from 'react'
import { changeProfile, useAccount } from '../account'
import { type BeginningName, begin } from '../chat'
import { sectionsFor } from '../settings'
import { chooseTheme } from '../shared/appearance'
import type { Command, CommandGroup } from '../shared/commands'
import { chooseLanguage, LANGUAGES, type Language } from '../shared/i18n/language'
import { toast } from '../shared/toasts'
import { openMenu } from './openedMenu'

/** What can be gone to and done everywhere, as far as it fits what is typed. */
export function useOwnCommands(typed: string): CommandGroup[] {
  const { t } = useLingui()
  const places = usePlaces()
  const actions = useActions()
  const navigate = useNavigate()
  return useMemo(() => {
    const q = typed.trim()
    const search: Command = {
      id: 'search:typed',
      label: q === '' ? t`Search messages, people and files` : t`Search for “${q}”`,
      picture: { icon: Search },
      run: () => void navigate({ to: '/search', search: q === '' ? {} : { q } }),
    }
    const words = typed.trim().toLocaleLowerCase()
    const fits = ({ label, detail = '' }: Command) =>
      `${label} ${detail}`.toLocaleLowerCase().includes(words)
    return [
      { id: 'places', label: t`Go to`, commands: places.filter(fits) },
      { id: 'actions', label: t`Do`, commands: actions.filter(fits) },
      { id: 'search', label: t`Search`, commands: [search] },
    ].filter(({ commands }) => commands.length > 0)
  }, [typed, t, places, actions, navigate])
}

function usePlaces(): Command[] {
  const { t } = useLingui()
  const navigate = useNavigate()
  const account = useAccount()
  return useMemo(
    () => [
      {
        id: '/chats',
        label: t`Chats`,
        picture: { icon: MessageCircle },
        run: () => void navigate({ to: '/chats' }),
      },
      {
        id: '/channels',
        label: t`Channels`,
        picture: { icon: Hash },
        run: () => void navigate({ to: '/channels' }),
      },
      {
        id: '/calls',
        label: t`Calls`,
        picture: { icon: Phone },
        run: () => void navigate({ to: '/calls' }),
      },
      {
        id: '/activity',
        label: t`Activity`,
        picture: { icon: Bell },
        run: () => void navigate({ to: '/activity' }),
      },
      ...sectionsFor(account).map(({ to, icon, title }) => ({
        id: to,
        label: t(title),
        detail: t`Settings`,
        picture: { icon },
        run: () => void navigate({ to }),
      })),
    ],
    [t, navigate, account],
  )
}

function useActions(): Command[] {
  const { t, i18n } = useLingui()
  const navigate = useNavigate()
  const beginnings = useBeginnings()
  return useMemo(() => {
    const other: Language = i18n.locale === 'en' ? 'zh-Hant-TW' : 'en'
    const switchLanguage = async () => {
      await chooseLanguage(other)
      const saved = await changeProfile({ language: other })
      if (saved.ok) return
      toast({
        kind: 'problem',
        text: t`Your language could not be saved on the server.`,
        action: { label: t`Try again`, run: () => void switchLanguage() },
      })
    }
    return [
      {
        id: 'theme:light',
        label: t`Light theme`,
        picture: { icon: Sun },
        run: () => chooseTheme('light'),
      },
      {
        id: 'theme:dark',
        label: t`Dark theme`,
        picture: { icon: Moon },
        run: () => chooseTheme('dark'),
      },
      {
        id: 'theme:system',
        label: t`Theme of the device`,
        picture: { icon: Monitor },
        run: () => chooseTheme('system'),
      },
      {
        id: `language:${other}`,
        label: LANGUAGES[other],
        detail: t`Language`,
        picture: { icon: Languages },
        run: () => void switchLanguage(),
      },
      ...beginnings,
      {
        id: 'shortcuts',
        label: t`Keyboard shortcuts`,
        picture: { icon: Keyboard },
        run: () => openMenu('shortcuts'),
      },
      {
        id: 'sign-out',
        label: t`Sign out`,
        detail: t`Settings`,
        picture: { icon: LogOut },
        // it deletes what is kept here: said beforehand where the button is
        run: () => void navigate({ to: '/settings/account' }),
      },
    ]
  }, [t, i18n.locale, navigate, beginnings])
}

/** The ways into a conversation that is not there yet. */
function useBeginnings(): readonly Command[] {
  const { t } = useLingui()
  const isTeacher = useAccount().roles.includes('teacher')
  return useMemo(() => {
    const ways: readonly (readonly [BeginningName, string, LucideIcon])[] = [
      ['chat', t`New chat`, SquarePen],
      ['group', t`New group`, UsersRound],
      ...(isTeacher ? [['channel', t`New channel`, Plus] as const] : []),
      ['browse', t`Browse channels`, Compass],
    ]
    return ways.map(([name, label, icon]) => ({
      id: `begin:${name}`,
      label,
      picture: { icon },
      run: () => begin(name),
    }))
  }, [t, isTeacher])
}
