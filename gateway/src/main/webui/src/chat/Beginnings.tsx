import { lazy, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import { begin, beginning } from './dialogs'

// few open them, and what is beneath should be there at once
const NewChat = lazy(() => import('./list/NewChat'))
const NewChannel = lazy(() => import('./channels/NewChannel'))
const BrowseChannels = lazy(() => import('./channels/BrowseChannels'))

/** The dialogs by which a conversation is begun, over whatever screen they were asked for. */
export function Beginnings() {
  const name = useStore(beginning)
  // who signs in next finds none open
  useEffect(() => () => begin(null), [])
  const onClose = () => begin(null)
  return (
    <Suspense fallback={null}>
      {name === 'chat' && <NewChat onClose={onClose} />}
      {name === 'group' && <NewChat isGroup onClose={onClose} />}
      {name === 'channel' && <NewChannel onClose={onClose} />}
      {name === 'browse' && <BrowseChannels onClose={onClose} />}
    </Suspense>
  )
}
