import { Trans, useLingui } from '@lingui/react/macro'
import { useChats } from '../ChatContext'
import { ConversationPicture } from '../people/ConversationPicture'
import { useTitle } from '../people/useTitle'
import { partner } from '../store/selectors'
import type { Chat } from '../store/state'
import { Block } from './Block'
import { DetailsPane } from './DetailsPane'
import { FilesOf } from './FilesOf'
import { PinsSection } from './Pins'

/** Whom one talks with, what is pinned, and the files. */
export default function DirectDetails({ chat, onClose }: { chat: Chat; onClose: () => void }) {
  const { t } = useLingui()
  const name = useTitle(chat.id)
  const status = useChats((state) => partner(state, chat.id)?.status ?? '')
  return (
    <DetailsPane title={t`Details`} onClose={onClose}>
      <div className="thin min-h-0 flex-1 overflow-y-auto px-5 py-4">
        <div className="grid justify-items-center gap-2 pb-2 text-center">
          <ConversationPicture id={chat.id} size={80} />
          <p className="text-lg font-semibold wrap-anywhere">{name}</p>
          {status !== '' && <p className="text-base text-muted wrap-anywhere">{status}</p>}
        </div>
        <PinsSection chat={chat} />
        <section className="mt-6 grid gap-2 border-t border-line pt-5">
          <h3 className="text-base font-semibold">
            <Trans>Files</Trans>
          </h3>
          <FilesOf chat={chat} />
        </section>
        <Block chat={chat} />
      </div>
    </DetailsPane>
  )
}
