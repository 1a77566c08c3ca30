import { Trans, useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Button } from '../../shared/ui/Button'
import { useChatSync } from '../ChatContext'
import Player from '../files/Player'
import type { Id, MessageFile } from '../store/state'

/** A film that is nowhere on the page, at a time in it, over everything else. */
export default function MomentViewer({
  file: id,
  position,
  onClose,
}: {
  file: Id
  position: number
  onClose: () => void
}) {
  const { t } = useLingui()
  const { api } = useChatSync()
  const [file, setFile] = useState<MessageFile | 'loading' | 'gone'>('loading')
  useEffect(() => {
    let isCurrent = true
    void api.file(id).then((answer) => {
      if (isCurrent) setFile(answer.ok ? answer.value : 'gone')
    })
    return () => {
      isCurrent = false
    }
  }, [api, id])
  const name = typeof file === 'object' ? file.name : t`Video`
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => !isOpen && onClose()}
      className="fixed inset-0 z-(--z-dialog) grid place-items-center bg-black/95 p-4 entering:animate-appear exiting:animate-vanish"
    >
      <Modal className="w-full max-w-4xl">
        <Dialog className="grid gap-2 rounded-xl bg-surface p-3 outline-none">
          <header className="flex items-center gap-2 ps-1">
            <Heading slot="title" className="min-w-0 flex-1 truncate text-base font-medium">
              {name}
            </Heading>
            <Button size="icon" aria-label={t`Close`} onPress={onClose} autoFocus>
              <X size={20} aria-hidden />
            </Button>
          </header>
          {file === 'loading' ? (
            <div
              role="status"
              aria-label={t`Loading`}
              className="aspect-video rounded-lg bg-black"
            />
          ) : file === 'gone' ? (
            <p role="alert" className="p-8 text-center text-base text-muted">
              <Trans>This video is not here any more</Trans>
            </p>
          ) : (
            <Player
              file={file}
              kind={file.type.startsWith('audio/') ? 'audio' : 'video'}
              from={position}
            />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
