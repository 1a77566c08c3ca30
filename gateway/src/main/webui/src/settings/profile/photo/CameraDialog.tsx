import { Trans, useLingui } from '@lingui/react/macro'
import { CameraOff } from 'lucide-react'
import { useRef, useState } from 'react'
import { type CaptureFault, CaptureFaultWords, OwnPicture, useCapture } from '../../../devices'
import { Blank } from '../../../shared/ui/Blank'
import { Button } from '../../../shared/ui/Button'
import { Dialog } from '../../../shared/ui/Dialog'
import { Spinner } from '../../../shared/ui/Spinner'

const JPEG_QUALITY = 0.92

/** Enough for the largest photo that is kept. */
const WANTED = {
  video: { width: { ideal: 1920 }, height: { ideal: 1080 }, facingMode: 'user' },
} satisfies MediaStreamConstraints

/** Shows the camera's picture, mirrored as in a mirror, until one is taken. */
export function CameraDialog({
  onTaken,
  onClose,
}: {
  onTaken: (picture: Blob | null) => void
  onClose: () => void
}) {
  const { t } = useLingui()
  const video = useRef<HTMLVideoElement>(null)
  const { capturing, tryAgain } = useCapture(WANTED)
  const [isShown, setShown] = useState(false)
  const isLive = isShown && capturing.status === 'live'

  const take = async () => {
    if (video.current) onTaken(await takePicture(video.current))
  }

  return (
    <Dialog title={t`Take a photo`} width="max-w-md" isOpen onOpenChange={onClose}>
      <div className="grid gap-5 px-5 pt-1 pb-5">
        {capturing.status === 'failed' ? (
          <NoCamera fault={capturing.fault} onTryAgain={tryAgain} />
        ) : (
          <>
            <div className="relative mx-auto aspect-square w-full max-w-80 overflow-hidden rounded-full bg-sunken">
              <OwnPicture
                ref={video}
                stream={capturing.status === 'live' ? capturing.stream : null}
                onShown={() => setShown(true)}
                className="size-full"
              />
              {!isLive && (
                <div
                  role="status"
                  className="absolute inset-0 grid place-content-center justify-items-center gap-3 p-8 text-center text-sm text-muted"
                >
                  <Spinner />
                  <Trans>Your browser may ask whether the camera may be used.</Trans>
                </div>
              )}
            </div>
            <p className="text-center text-sm text-muted">
              <Trans>Nobody else sees this. Only the picture you take goes further.</Trans>
            </p>
            <Button kind="primary" size="lg" isDisabled={!isLive} onPress={() => void take()}>
              <Trans>Take the photo</Trans>
            </Button>
          </>
        )}
      </div>
    </Dialog>
  )
}

function NoCamera({ fault, onTryAgain }: { fault: CaptureFault; onTryAgain: () => void }) {
  return (
    <div role="alert">
      <Blank
        icon={CameraOff}
        title={<Trans>The camera cannot be used</Trans>}
        action={
          <Button kind="primary" onPress={onTryAgain}>
            <Trans>Try again</Trans>
          </Button>
        }
      >
        <CaptureFaultWords device="camera" fault={fault} />{' '}
        <Trans>Or choose a picture from your files.</Trans>
      </Blank>
    </div>
  )
}

/** What a video shows just now, as a JPEG; null while it shows nothing. Not mirrored, as others see a person. */
function takePicture(video: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  return new Promise((taken) => canvas.toBlob(taken, 'image/jpeg', JPEG_QUALITY))
}
