import { Trans, useLingui } from '@lingui/react/macro'
import { ChevronLeft, ChevronRight, X, ZoomIn, ZoomOut } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Button } from '../../shared/ui/Button'
import { useChatSync } from '../ChatContext'
import type { MessageFile } from '../store/state'
import { DownloadLink } from './FileCard'
import { usePlace, useSteadyPlace } from './usePlace'

const MOST_ZOOM = 8

/** The pictures of a message, one at a time over everything else. */
export default function Viewer({
  pictures,
  first,
  onClose,
}: {
  pictures: readonly MessageFile[]
  first: number
  onClose: () => void
}) {
  const { t } = useLingui()
  const [at, setAt] = useState(first)
  const [zoom, setZoom] = useState(1)
  const picture = pictures[at]
  const latest = usePlace(picture?.id ?? null)
  if (!picture) return null
  const { name } = picture
  const go = (by: number) => {
    const next = at + by
    if (next < 0 || next >= pictures.length) return
    setAt(next)
    setZoom(1)
  }
  const zoomBy = (factor: number) =>
    setZoom((now) => Math.min(MOST_ZOOM, Math.max(1, now * factor)))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === '+' || event.key === '=') zoomBy(2)
    else if (event.key === '-') zoomBy(0.5)
    // zoomed in, the arrows move the picture
    else if (event.key === 'ArrowLeft' && zoom === 1) go(-1)
    else if (event.key === 'ArrowRight' && zoom === 1) go(1)
    else return
    event.preventDefault()
  }
  const position = pictures.length > 1 ? `${at + 1} / ${pictures.length}` : null
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => !isOpen && onClose()}
      className="fixed inset-0 z-(--z-dialog) bg-black/95 entering:animate-appear exiting:animate-vanish"
    >
      <Modal className="size-full">
        <Dialog
          className="on-rail flex size-full flex-col text-white outline-none"
          aria-label={name}
        >
          {/* biome-ignore lint/a11y/noStaticElementInteractions: keys for the whole dialog */}
          <div onKeyDown={onKeyDown} className="flex min-h-0 flex-1 flex-col">
            <header className="flex h-14 shrink-0 items-center gap-1 ps-4 pe-2">
              <Heading slot="title" className="min-w-0 flex-1 truncate text-base font-medium">
                {name}
              </Heading>
              {position && (
                <span role="status" className="px-2 text-sm tabular-nums">
                  <span className="sr-only">{name}, </span>
                  {position}
                </span>
              )}
              <Tool label={t`Smaller`} isDisabled={zoom === 1} onPress={() => zoomBy(0.5)}>
                <ZoomOut size={20} aria-hidden />
              </Tool>
              <Tool label={t`Larger`} isDisabled={zoom === MOST_ZOOM} onPress={() => zoomBy(2)}>
                <ZoomIn size={20} aria-hidden />
              </Tool>
              <DownloadLink
                name={name}
                href={typeof latest === 'object' ? latest.content : null}
                className={TOOL}
              />
              <Tool label={t`Close`} onPress={onClose} autoFocus>
                <X size={22} aria-hidden />
              </Tool>
            </header>
            <div className="relative min-h-0 flex-1">
              <Large
                key={picture.id}
                picture={picture}
                zoom={zoom}
                onPress={() => setZoom(zoom === 1 ? 2 : 1)}
              />
              {at > 0 && (
                <Turn side="left" label={t`Picture before`} onPress={() => go(-1)}>
                  <ChevronLeft size={26} aria-hidden />
                </Turn>
              )}
              {at < pictures.length - 1 && (
                <Turn side="right" label={t`Next picture`} onPress={() => go(1)}>
                  <ChevronRight size={26} aria-hidden />
                </Turn>
              )}
            </div>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

const TOOL = 'text-white/85! hover:bg-white/15! hover:text-white!'

function Tool({
  label,
  children,
  ...props
}: {
  label: string
  children: ReactNode
  isDisabled?: boolean
  autoFocus?: boolean
  onPress: () => void
}) {
  return (
    <Button size="icon" aria-label={label} className={TOOL} {...props}>
      {children}
    </Button>
  )
}

function Turn({
  side,
  label,
  onPress,
  children,
}: {
  side: 'left' | 'right'
  label: string
  onPress: () => void
  children: ReactNode
}) {
  return (
    <Button
      size="icon"
      aria-label={label}
      onPress={onPress}
      className={`absolute! top-1/2 size-12! -translate-y-1/2 rounded-full! bg-black/55! text-white! hover:bg-black/80! ${side === 'left' ? 'left-3' : 'right-3'}`}
    >
      {children}
    </Button>
  )
}

/** As large as fits, times the zoom; what is shown larger than its preview is the picture itself. */
function Large({
  picture: { id, name, width = 1, height = 1 },
  zoom,
  onPress,
}: {
  picture: MessageFile
  zoom: number
  onPress: () => void
}) {
  const { uploads } = useChatSync()
  const local = uploads.shownPicture(id)
  const { place, onBad } = useSteadyPlace(local === null ? id : null)
  const address = typeof place === 'object' ? place : null
  const src = local ?? (zoom > 1 ? address?.content : address?.preview?.large)
  if (place === 'gone')
    return (
      <p className="grid size-full place-items-center text-base">
        <Trans>This picture is not here any more</Trans>
      </p>
    )
  const fit = `min(100cqw, 100cqh * ${width / height}, ${width}px)`
  return (
    <div className="thin grid size-full overflow-auto @container-[size] p-0">
      {src && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: + and - do the same for the keyboard
        <img
          src={src}
          alt={name}
          draggable={false}
          onClick={onPress}
          onError={onBad}
          className={`m-auto max-w-none ${zoom === 1 ? 'cursor-zoom-in' : 'cursor-zoom-out'}`}
          style={{ width: `calc(${fit} * ${zoom})`, aspectRatio: `${width} / ${height}` }}
        />
      )}
    </div>
  )
}
