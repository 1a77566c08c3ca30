import { useLingui } from '@lingui/react/macro'
import { FileUp } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { toast } from '../../shared/toasts'
import { droppedFiles, useAttach } from './attach'

const carriesFiles = (data: DataTransfer | null): data is DataTransfer =>
  data?.types.includes('Files') ?? false

/**
 * Covers what it stands in, which has a position of its own, while files are held over that region of the screen, says who
 * will get them, and takes what is dropped.
 */
export function DropSheet({
  place,
  onDrop,
  children,
}: {
  place: string
  onDrop?: () => void
  /** Who or what it is for: "Send to Lin". */
  children: ReactNode
}) {
  const { t } = useLingui()
  const attach = useAttach(place)
  const sheet = useRef<HTMLDivElement>(null)
  const [isOver, setOver] = useState(false)
  const drop = (data: DataTransfer) => {
    const { files, hasFolder } = droppedFiles(data)
    if (hasFolder)
      toast({
        kind: 'problem',
        text: t`A folder cannot be sent. Choose the files in it, or send it as a ZIP file.`,
      })
    if (files.length === 0) return
    void attach(files)
    onDrop?.()
  }
  const latest = useRef(drop)
  useEffect(() => {
    latest.current = drop
  })
  useEffect(() => {
    const part = sheet.current?.closest('[data-region]')
    if (!part) return
    const isHere = (target: EventTarget | null) => target instanceof Node && part.contains(target)
    const gone = new AbortController()
    const until = { signal: gone.signal }
    const onDragOver = (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return
      const isMine = isHere(event.target)
      setOver(isMine)
      // dropped anywhere else, the browser would open it in place of the app
      if (!isMine && event.defaultPrevented) return
      event.preventDefault()
      event.dataTransfer.dropEffect = isMine ? 'copy' : 'none'
    }
    const onDragLeave = (event: DragEvent) => {
      if (!isHere(event.relatedTarget)) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return
      event.preventDefault()
      setOver(false)
      if (isHere(event.target)) latest.current(event.dataTransfer)
    }
    document.addEventListener('dragover', onDragOver, until)
    document.addEventListener('dragleave', onDragLeave, until)
    document.addEventListener('drop', onDrop, until)
    return () => gone.abort()
  }, [])
  return (
    <div
      ref={sheet}
      className={`${isOver ? 'grid' : 'hidden'} pointer-events-none absolute inset-0 z-(--z-sticky) place-items-center bg-surface/85 p-3`}
    >
      <div className="grid size-full place-items-center rounded-xl border-2 border-dashed border-accent bg-accent-soft/60">
        <p className="grid justify-items-center gap-3 p-6 text-center text-lg font-semibold text-accent-text">
          <FileUp size={36} aria-hidden />
          {children}
        </p>
      </div>
    </div>
  )
}
