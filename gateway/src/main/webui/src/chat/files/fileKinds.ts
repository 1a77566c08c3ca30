import {
  File,
  FileArchive,
  FileAudio,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideo,
  type LucideIcon,
  Presentation,
} from 'lucide-react'

/** Pictures of which the server makes previews, if they are no larger than this. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp'])
const MOST_PREVIEWED_BYTES = 16 << 20

/** Whether a file that is not up yet is shown as a picture: as it will be afterwards. */
export const looksLikePicture = (type: string, bytes: number): boolean =>
  PICTURES.has(type) && bytes <= MOST_PREVIEWED_BYTES

/** The picture that stands for a type. */
export function iconOf(type: string): LucideIcon {
  const [family] = type.split('/')
  if (family === 'image') return FileImage
  if (family === 'video') return FileVideo
  if (family === 'audio') return FileAudio
  if (/zip|compressed|x-tar|gzip|rar|7z/.test(type)) return FileArchive
  if (/spreadsheet|excel|csv/.test(type)) return FileSpreadsheet
  if (/presentation|powerpoint/.test(type)) return Presentation
  if (family === 'text' || /pdf|word|document|rtf/.test(type)) return FileText
  return File
}
