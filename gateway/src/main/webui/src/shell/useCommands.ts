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
  const [offered, setOffered] = useState<ReadonlyMap<string, Offered>>(new Map())
  const providers = useStore(commandProviders)
  const own = useOwnCommands(typed)

  useEffect(() => {
    const asking = new AbortController()
    // each as it comes: some have to ask the server
    for (const { id, find } of providers)
      void Promise.resolve(find(typed, asking.signal)).then((groups) => {
        if (!asking.signal.aborted) setOffered((known) => new Map(known).set(id, { typed, groups }))
      })
    return () => asking.abort()
  }, [providers, typed])

  const all = useMemo(
    () => [...providers.flatMap(({ id }) => fitting(offered.get(id), typed)), ...own],
    [providers, offered, own, typed],
  )
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

type Offered = { typed: string; groups: readonly CommandGroup[] }

/** What is offered; of an answer to what was typed before, only what fits now. */
function fitting(offered: Offered | undefined, typed: string): readonly CommandGroup[] {
  if (!offered || offered.typed === typed) return offered?.groups ?? []
  const words = typed.trim().toLocaleLowerCase()
  return offered.groups.map((group) => ({
    ...group,
    commands: group.commands.filter(({ label }) => label.toLocaleLowerCase().includes(words)),
  }))
}
