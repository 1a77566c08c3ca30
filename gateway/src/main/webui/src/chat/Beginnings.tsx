import { lazy, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import { spoken } from '../shared/i18n/language'
import { begin, beginning, forwarding, reporting } from './dialogs'

// few open them, and what is beneath should be there at once
const NewChat = lazy(() => import('./list/NewChat'))
const NewChannel = lazy(() => import('./channels/NewChannel'))
const BrowseChannels = lazy(() => import('./channels/BrowseChannels'))
const ForwardDialog = lazy(() => spoken('dialogs', import('./message/ForwardDialog')))
const ReportDialog = lazy(() => spoken('dialogs', import('./message/ReportDialog')))

/** The dialogs that are asked for from many places, over whatever screen that was. */
export function Beginnings() {
  const name = useStore(beginning)
  const forwarded = useStore(forwarding)
  const reported = useStore(reporting)
  // who signs in next finds none open
  useEffect(
    () => () => {
      begin(null)
      forwarding.setState(null, true)
      reporting.setState(null, true)
    },
    [],
  )
  const onClose = () => begin(null)
  return (
    <Suspense fallback={null}>
      {name === 'chat' && <NewChat onClose={onClose} />}
      {name === 'group' && <NewChat isGroup onClose={onClose} />}
      {name === 'channel' && <NewChannel onClose={onClose} />}
      {name === 'browse' && <BrowseChannels onClose={onClose} />}
      {forwarded && (
        <ForwardDialog {...forwarded} onClose={() => forwarding.setState(null, true)} />
      )}
      {reported && <ReportDialog {...reported} onClose={() => reporting.setState(null, true)} />}
    </Suspense>
  )
}
