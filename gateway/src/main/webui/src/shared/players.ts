import { useSyncExternalStore } from 'react'

/** What is played: a file of the class, or a video of YouTube by its id. */
export type Media = { kind: 'file'; file: string } | { kind: 'youtube'; video: string }

/** Something on this page that plays, and can be sent to a time. Positions are in milliseconds. */
export type Player = {
  media: Media
  /** 0 until somebody has played it or gone somewhere in it. */
  position(): number
  /** Brings it into view and goes there. */
  goTo(position: number): void
}

/** All of the page, the one used last at the end. */
const players = new Set<Player>()
const listeners = new Set<() => void>()

const tell = (): void => {
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whatever plays something on the page says so here, until it calls what it is given: a file's player, a lesson's stage. */
export function registerPlayer(player: Player): () => void {
  players.add(player)
  tell()
  return () => {
    players.delete(player)
    tell()
  }
}

/** Somebody has used it: it goes on, or is elsewhere. */
export function playerMoved(player: Player): void {
  if (!players.delete(player)) return
  players.add(player)
  tell()
}

const keyOf = (media: Media): string => (media.kind === 'file' ? media.file : media.video)

const isSame = (one: Media, other: Media): boolean =>
  one.kind === other.kind && keyOf(one) === keyOf(other)

/** The one that plays this, of several the one that was used last. */
export const playerOf = (media: Media): Player | undefined =>
  [...players].findLast((player) => isSame(player.media, media))

/** Whether there is one on the page. */
export const useHasPlayer = (media: Media): boolean =>
  useSyncExternalStore(subscribe, () => playerOf(media) !== undefined)

/** Of the players of these files the one that was used last, if it was used, and the whole second it is at. */
export function useLastPlayed(files: readonly string[]): { player: Player; second: number } | null {
  const last = (): Player | undefined =>
    [...players].findLast(
      ({ media, position }) =>
        media.kind === 'file' && files.includes(media.file) && position() > 0,
    )
  const player = useSyncExternalStore(subscribe, last)
  const second = useSyncExternalStore(subscribe, () =>
    Math.floor((last()?.position() ?? 0) / 1_000),
  )
  return player ? { player, second } : null
}
