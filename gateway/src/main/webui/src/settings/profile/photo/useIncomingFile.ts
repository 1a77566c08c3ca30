import { useEffect, useRef, useState } from 'react'

const carriesFiles = (data: DataTransfer | null): data is DataTransfer =>
  data?.types.includes('Files') ?? false

/** Word processors put a picture of the words beside them. */
const isForWords = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input[type=text], textarea') !== null

/**
 * Hears of a file that is dropped or pasted anywhere on the page; `onFile` null: takes none for now. `isOver` while one is
 * held over the page. Not React Aria's drop zone: it takes what lies on a disk and nothing else, so no screenshot.
 */
export function useIncomingFile(onFile: ((file: File) => void) | null) {
  const latest = useRef(onFile)
  useEffect(() => {
    latest.current = onFile
  })
  const [isOver, setOver] = useState(false)

  useEffect(() => {
    const take = (data: DataTransfer | null) => {
      const file = data?.files.item(0)
      if (file) latest.current?.(file)
    }
    const onDragOver = (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return
      // else the browser would open it in place of the app
      event.preventDefault()
      event.dataTransfer.dropEffect = latest.current ? 'copy' : 'none'
      setOver(latest.current !== null)
    }
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return
      event.preventDefault()
      setOver(false)
      take(event.dataTransfer)
    }
    const onPaste = (event: ClipboardEvent) => {
      if (!isForWords(event.target)) take(event.clipboardData)
    }
    const gone = new AbortController()
    const until = { signal: gone.signal }
    document.addEventListener('dragover', onDragOver, until)
    document.addEventListener('dragleave', onDragLeave, until)
    document.addEventListener('drop', onDrop, until)
    document.addEventListener('paste', onPaste, until)
    return () => gone.abort()
  }, [])

  return { isOver }
}
