import { createStore, type StoreApi } from 'zustand/vanilla'
import { freshToken, session } from '../account'
import { Socket } from '../shared/net/socket'
import { CallLine } from './CallLine'
import { deviceName } from './device'
import { decode } from './wire/frames'

const socketUrl = (): string => `${location.origin.replace(/^http/, 'ws')}/ws/signaling`

/** The line over which whoever is signed in calls and is called; null for nobody. */
export const currentLine: StoreApi<CallLine | null> = createStore<CallLine | null>(() => null)

/** Whose line there is, or is about to be. */
let whose: string | null = null

async function follow(): Promise<void> {
  const now = session.store.getState()
  const me = now.status === 'signed-out' ? null : now.account.id
  if (me === whose) return
  whose = me
  currentLine.getState()?.close()
  currentLine.setState(null, true)
  if (me === null) return
  const device = await deviceName()
  // somebody else signed in, or nobody is any more, while this tab found its name
  if (whose !== me) return
  const line = new CallLine({
    me,
    device,
    connect: (listener) => new Socket({ url: socketUrl(), freshToken, decode, ...listener }),
  })
  currentLine.setState(line, true)
  line.open()
}

session.store.subscribe(() => void follow())
void follow()
