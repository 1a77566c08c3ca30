import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { Hash, Keyboard, Languages, MessageCircle, Monitor, Moon, Search, Sun } from 'lucide-react'
import { useMemo } from 'react'
import { changeProfile, useAccount } from '../account'
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
      {
        id: 'shortcuts',
        label: t`Keyboard shortcuts`,
        picture: { icon: Keyboard },
        run: () => openMenu('shortcuts'),
      },
    ]
  }, [t, i18n.locale])
}
