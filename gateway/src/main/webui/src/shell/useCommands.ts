import { useLingui } from '@lingui/react/macro'
import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { type CommandGroup, commandProviders } from '../shared/commands'
import { recentCommands, rememberCommand } from './recentCommands'
import { useOwnCommands } from './useOwnCommands'

/** What the command menu shows for what is typed. */
export function useCommands() {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [offered, setOffered] = useState<readonly CommandGroup[]>([])
  const providers = useStore(commandProviders)
  const own = useOwnCommands(typed)

  useEffect(() => {
    const asking = new AbortController()
    void Promise.all(providers.map(({ find }) => find(typed, asking.signal))).then((found) => {
      if (!asking.signal.aborted) setOffered(found.flat())
    })
    return () => asking.abort()
  }, [providers, typed])

  const all = useMemo(() => [...offered, ...own], [offered, own])
  const commands = useMemo(
    () => new Map(all.flatMap((group) => group.commands).map((command) => [command.id, command])),
    [all],
  )
  const recent = typed === '' ? recentCommands().flatMap((id) => commands.get(id) ?? []) : []
  const recentIds = new Set(recent.map(({ id }) => id))
  const rest = all
    .map((group) => ({ ...group, commands: group.commands.filter(({ id }) => !recentIds.has(id)) }))
    .filter((group) => group.commands.length > 0)
  const groups =
    recent.length > 0 ? [{ id: 'recent', label: t`Recent`, commands: recent }, ...rest] : rest

  const run = (id: string) => {
    rememberCommand(id)
    commands.get(id)?.run()
  }
  return { typed, setTyped, groups, run }
}
