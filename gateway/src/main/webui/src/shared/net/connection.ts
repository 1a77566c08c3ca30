import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SocketState } from './socket'

/**
 * What a person is told of the line. `steady`: nothing to say. `reconnecting` after 2 s without the server,
 * `offline` after 10 s, `back` for 2 s on return, `refused` if the server wants nothing more from this page.
 */
export type Connection = 'steady' | 'reconnecting' | 'offline' | 'back' | 'refused'

const RECONNECTING_AFTER_MS = 2_000
const OFFLINE_AFTER_MS = 10_000
const BACK_FOR_MS = 2_000

type Watched = { states: StoreApi<SocketState>; nudge(): void }

let watched: Watched | null = null

export const connection: StoreApi<Connection> = createStore<Connection>(() => 'steady')

/** "Try now". */
export const tryNow = (): void => watched?.nudge()

/** Lets the connection store speak of this socket until the returned function is called. */
export function watchConnection(socket: Watched): () => void {
  watched = socket
  const timers: ReturnType<typeof setTimeout>[] = []
  const later = (ms: number, said: Connection) =>
    timers.push(setTimeout(() => connection.setState(said, true), ms))
  const cancel = () => {
    for (const timer of timers.splice(0)) clearTimeout(timer)
  }
  let isUp: boolean | null = null
  const onState = (state: SocketState) => {
    const up = state.status === 'live'
    if (state.status === 'stopped') {
      cancel()
      isUp = null
      connection.setState(state.reason === 'refused' ? 'refused' : 'steady', true)
      return
    }
    // attempts come and go while the line is down: only the change counts
    if (up === isUp) return
    isUp = up
    cancel()
    if (!up) {
      later(RECONNECTING_AFTER_MS, 'reconnecting')
      later(OFFLINE_AFTER_MS, 'offline')
      return
    }
    const wasTold = connection.getState() !== 'steady'
    connection.setState(wasTold ? 'back' : 'steady', true)
    if (wasTold) later(BACK_FOR_MS, 'steady')
  }
  onState(socket.states.getState())
  const unsubscribe = socket.states.subscribe(onState)
  return () => {
    unsubscribe()
    cancel()
    if (watched === socket) watched = null
    connection.setState('steady', true)
  }
}
