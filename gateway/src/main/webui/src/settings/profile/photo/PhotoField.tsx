import { Trans, useLingui } from '@lingui/react/macro'
import { Camera as CameraIcon, ImageUp, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { removePhoto, useAccount } from '../../../account'
import { canCapture } from '../../../devices'
import { Avatar } from '../../../shared/ui/Avatar'
import { Button } from '../../../shared/ui/Button'
import { Notice } from '../../../shared/ui/Notice'
import { SavingProblem, SavingWord } from '../../SavingLine'
import { useSaving } from '../../useSaving'
import type { InDialog } from './PhotoDialogs'
import { PictureFaultWords } from './PictureFaultWords'
import { openPicture, PICTURE_TYPES, type PictureFault } from './picture'
import { useIncomingFile } from './useIncomingFile'

// few change their photo, and the rest of the section should be there at once
const PhotoDialogs = lazy(() => import('./PhotoDialogs'))

type Doing = { status: 'nothing' } | { status: 'refused'; fault: PictureFault } | InDialog

/** The person's photo: dragged in, pasted, chosen or taken; then the part of it that is shown. */
export function PhotoField() {
  const { t } = useLingui()
  const account = useAccount()
  const [doing, setDoing] = useState<Doing>({ status: 'nothing' })
  const { saving, save, saved } = useSaving((_: null) => removePhoto())

  const open = async (file: Blob | null | undefined) => {
    if (!file) return
    const opened = await openPicture(file)
    setDoing(
      opened.ok
        ? { status: 'editing', picture: opened.picture }
        : { status: 'refused', fault: opened.fault },
    )
  }
  const done = (isSaved: boolean) => {
    if (doing.status === 'editing') doing.picture.close()
    setDoing({ status: 'nothing' })
    if (isSaved) saved()
  }

  const isInDialog = doing.status === 'taking' || doing.status === 'editing'
  const { isOver } = useIncomingFile(isInDialog ? null : (file) => void open(file))

  return (
    <div className="grid gap-3">
      <div
        className={`-m-3 flex flex-wrap items-center gap-x-6 gap-y-4 rounded-lg border-2 border-dashed p-3 transition-colors duration-120 ${isOver ? 'border-accent bg-accent-soft' : 'border-transparent'}`}
      >
        <Avatar person={account} size={112} />
        <div className="grid min-w-0 flex-1 basis-64 gap-2.5">
          <div className="flex items-center justify-between gap-4">
            <h2 className="text-md font-semibold">
              <Trans>Photo</Trans>
            </h2>
            <SavingWord saving={saving} />
          </div>
          <div className="flex flex-wrap gap-2">
            <FileTrigger
              acceptedFileTypes={PICTURE_TYPES}
              onSelect={(files) => void open(files?.item(0))}
            >
              <Button kind="outline" className="px-3!">
                <ImageUp size={18} aria-hidden />
                <Trans>Choose a photo</Trans>
              </Button>
            </FileTrigger>
            {canCapture() && (
              <Button
                kind="outline"
                className="px-3!"
                onPress={() => setDoing({ status: 'taking' })}
              >
                <CameraIcon size={18} aria-hidden />
                <Trans>Take a photo</Trans>
              </Button>
            )}
            {account.photo && (
              <Button
                kind="plain"
                className="px-3!"
                isPending={saving.status === 'saving'}
                onPress={() => {
                  setDoing({ status: 'nothing' })
                  save(null)
                }}
              >
                <Trash2 size={18} aria-hidden />
                <Trans>Remove</Trans>
              </Button>
            )}
          </div>
          <p className="text-sm text-muted">
            {/* fingers do not drop */}
            <span className="hidden pointer-fine:inline">{t`Or drop or paste one here.`} </span>
            {t`PNG, JPEG or WebP, up to 10 MB.`}
          </p>
        </div>
      </div>
      {doing.status === 'refused' && (
        <Notice kind="bad">
          <PictureFaultWords fault={doing.fault} />
        </Notice>
      )}
      <SavingProblem saving={saving} onTryAgain={save} />
      <Suspense fallback={null}>
        {isInDialog && <PhotoDialogs doing={doing} onTaken={open} onDone={done} />}
      </Suspense>
    </div>
  )
}
