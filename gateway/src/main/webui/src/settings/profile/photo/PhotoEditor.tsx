import { Trans, useLingui } from '@lingui/react/macro'
import { Minus, Plus } from 'lucide-react'
import { useEffect, useReducer, useRef, useState } from 'react'
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components'
import { uploadPhoto } from '../../../account'
import type { Problem } from '../../../shared/net/problem'
import { Button } from '../../../shared/ui/Button'
import { Dialog } from '../../../shared/ui/Dialog'
import { Notice } from '../../../shared/ui/Notice'
import { ProblemNotice } from '../../../shared/ui/ProblemNotice'
import { CropStage } from './CropStage'
import { type Crop, type CropInput, mostZoom, reduceCrop, squareOf, startCrop } from './crop'
import { PictureFaultWords } from './PictureFaultWords'
import type { Picture } from './picture'

type Sending =
  | { status: 'no' }
  | { status: 'under-way'; part: number }
  | { status: 'failed'; problem: Problem }

/** Chooses the part of a picture that becomes the photo, and sends it. */
export function PhotoEditor({
  picture,
  onDone,
}: {
  picture: Picture
  onDone: (isSaved: boolean) => void
}) {
  const { t } = useLingui()
  const [crop, input] = useReducer(reduceCrop, picture, ({ width, height }) =>
    startCrop(width, height),
  )
  const [sending, setSending] = useState<Sending>({ status: 'no' })
  const upload = useRef<AbortController>(null)
  useEffect(() => () => upload.current?.abort(), [])

  const send = async () => {
    const started = new AbortController()
    upload.current = started
    setSending({ status: 'under-way', part: 0 })
    const answer = await uploadPhoto(picture.blob, squareOf(crop), {
      onProgress: (part) => setSending({ status: 'under-way', part }),
      signal: started.signal,
    })
    if (answer?.ok) onDone(true)
    else if (answer) setSending({ status: 'failed', problem: answer.problem })
  }
  const isUnderWay = sending.status === 'under-way'

  return (
    <Dialog title={t`Your photo`} width="max-w-md" isOpen onOpenChange={() => onDone(false)}>
      <div className="grid gap-5 px-5 pt-1 pb-5">
        <CropStage picture={picture} crop={crop} onInput={input} />
        <Zoom crop={crop} onInput={input} />
        {sending.status === 'failed' && <Refused problem={sending.problem} />}
        {sending.status === 'under-way' && <Progress part={sending.part} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button kind="outline" onPress={() => onDone(false)}>
            <Trans>Cancel</Trans>
          </Button>
          <Button kind="primary" isPending={isUnderWay} onPress={() => void send()}>
            <Trans>Use this photo</Trans>
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function Zoom({ crop, onInput }: { crop: Crop; onInput: (input: CropInput) => void }) {
  const most = mostZoom(crop)
  return (
    <Slider
      minValue={1}
      maxValue={most}
      step={0.01}
      value={crop.zoom}
      isDisabled={most === 1}
      formatOptions={{ style: 'percent' }}
      onChange={(to) => onInput({ type: 'zoomed', to })}
      className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1 disabled:opacity-60"
    >
      <Label className="text-sm font-medium">
        <Trans>Zoom</Trans>
      </Label>
      <SliderOutput className="text-sm text-muted tabular-nums" />
      <div className="col-span-2 flex items-center gap-3 text-muted">
        <Minus size={16} aria-hidden />
        <SliderTrack className="group relative h-8 flex-1 cursor-pointer before:absolute before:inset-x-0 before:top-1/2 before:h-1.5 before:-translate-y-1/2 before:rounded-full before:bg-line">
          {({ state }) => (
            <>
              <span
                className="absolute top-1/2 h-1.5 -translate-y-1/2 rounded-full bg-accent"
                style={{ width: `${state.getThumbPercent(0) * 100}%` }}
              />
              <SliderThumb className="top-1/2 size-5 rounded-full border-2 border-accent bg-surface shadow-card focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-focus dragging:bg-accent" />
            </>
          )}
        </SliderTrack>
        <Plus size={16} aria-hidden />
      </div>
    </Slider>
  )
}

/** React Aria has one too; every screen with a button would carry it. */
function Progress({ part }: { part: number }) {
  const { t, i18n } = useLingui()
  const words = new Intl.NumberFormat(i18n.locale, { style: 'percent' }).format(part)
  // the bytes are there; the server makes the sizes of them
  const doing = part < 1 ? t`Uploading…` : t`Preparing…`
  return (
    <div className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1.5 text-sm text-muted">
      <span aria-hidden>{doing}</span>
      <span aria-hidden className="tabular-nums">
        {words}
      </span>
      <div
        role="progressbar"
        aria-label={doing}
        aria-valuenow={Math.round(part * 100)}
        className="col-span-2 h-1.5 overflow-hidden rounded-full bg-line"
      >
        <span
          className="block h-full rounded-full bg-accent transition-[width] duration-200"
          style={{ width: `${part * 100}%` }}
        />
      </div>
    </div>
  )
}

function Refused({ problem }: { problem: Problem }) {
  switch (problem.slug) {
    case 'photo-unreadable':
      return (
        <Notice kind="bad">
          <PictureFaultWords fault="unreadable" />
        </Notice>
      )
    case 'too-large':
      return (
        <Notice kind="bad">
          <PictureFaultWords fault="too-large" />
        </Notice>
      )
    default:
      return <ProblemNotice problem={problem} />
  }
}
