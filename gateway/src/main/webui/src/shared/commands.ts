import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** Something that can be gone to or done from the command menu. */
export type Command = {
  /** The same each time, so that what was used lately can be remembered. */
  id: string
  label: string
  /** Shown after the label, and searched too. */
  detail?: string
  picture: { icon: LucideIcon } | { avatar: ReactNode }
  run: () => void
}

export type CommandGroup = {
  id: string
  label: string
  commands: readonly Command[]
}

/** Asked whenever what is typed changes; an older question is aborted. Never rejects. */
export type CommandProvider = {
  id: string
  find: (typed: string, signal: AbortSignal) => CommandGroup[] | Promise<CommandGroup[]>
}

/** In the order in which their groups are shown. */
export const commandProviders: StoreApi<readonly CommandProvider[]> = createStore<
  readonly CommandProvider[]
>(() => [])

/** Adds to the command menu until the returned function is called. */
export function offerCommands(provider: CommandProvider): () => void {
  commandProviders.setState((providers) => [...providers, provider], true)
  return () => {
    commandProviders.setState((providers) => providers.filter((other) => other !== provider), true)
  }
}
