import { Trans, useLingui } from '@lingui/react/macro'
import { CameraOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Blank } from '../../../shared/ui/Blank'
import { Button } from '../../../shared/ui/Button'
import { Dialog } from '../../../shared/ui/Dialog'
import { Spinner } from '../../../shared/ui/Spinner'
import { Camera, type CameraFault, type Opening, takePicture } from './Camera'

type Looking = { status: 'asking' } | { status: 'live' } | { status: 'failed'; fault: CameraFault }

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
  const [looking, setLooking] = useState<Looking>({ status: 'asking' })
  const [attempt, setAttempt] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt asks again
  useEffect(() => {
    const camera = new Camera()
    let isGone = false
    const show = (opening: Opening) => {
      if (isGone) return
      if (!opening.ok) return setLooking({ status: 'failed', fault: opening.fault })
      if (video.current) video.current.srcObject = opening.stream
    }
    void camera.open().then(show)
    return () => {
      isGone = true
      camera.close()
    }
  }, [attempt])

  const take = async () => {
    if (video.current) onTaken(await takePicture(video.current))
  }

  return (
    <Dialog title={t`Take a photo`} width="max-w-md" isOpen onOpenChange={onClose}>
      <div className="grid gap-5 px-5 pt-1 pb-5">
        {looking.status === 'failed' ? (
          <NoCamera
            fault={looking.fault}
            onTryAgain={() => {
              setLooking({ status: 'asking' })
              setAttempt((count) => count + 1)
            }}
          />
        ) : (
          <>
            <div className="relative mx-auto aspect-square w-full max-w-80 overflow-hidden rounded-full bg-sunken">
              <video
                ref={video}
                autoPlay
                playsInline
                muted
                aria-label={t`What your camera sees`}
                onLoadedData={() => setLooking({ status: 'live' })}
                className="size-full -scale-x-100 object-cover"
              />
              {looking.status === 'asking' && (
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
            <Button
              kind="primary"
              size="lg"
              isDisabled={looking.status !== 'live'}
              onPress={() => void take()}
            >
              <Trans>Take the photo</Trans>
            </Button>
          </>
        )}
      </div>
    </Dialog>
  )
}

function NoCamera({ fault, onTryAgain }: { fault: CameraFault; onTryAgain: () => void }) {
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
        <FaultWords fault={fault} />
      </Blank>
    </div>
  )
}

function FaultWords({ fault }: { fault: CameraFault }) {
  switch (fault) {
    case 'refused':
      return (
        <Trans>
          This browser does not let Homeroom use the camera. Allow it by the sign beside the
          address, then try again. Or choose a picture from your files.
        </Trans>
      )
    case 'none':
      return <Trans>This device has no camera. Choose a picture from your files.</Trans>
    case 'in-use':
      return <Trans>Another program may be using the camera. Close it, then try again.</Trans>
    default:
      return fault satisfies never
  }
}
