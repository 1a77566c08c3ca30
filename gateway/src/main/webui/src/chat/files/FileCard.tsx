import { Trans, useLingui } from '@lingui/react/macro'
import { Download } from 'lucide-react'
import { formatBytes } from '../../shared/i18n/format'
import { buttonClass } from '../../shared/ui/classes'
import { iconOf } from './fileKinds'
import type { ShownFile } from './MessageFiles'
import { ProgressRing } from './ProgressRing'
import { UploadFault } from './UploadFault'
import { partOf, useProgress } from './useLocalPicture'
import { usePlace } from './usePlace'

/** A file that is there to be saved: its name, its size, and how far it has come. */
export function FileCard({ shown }: { shown: ShownFile }) {
  const { name, type, bytes, file, attachment } = shown
  const Icon = iconOf(type)
  const place = usePlace(file?.id ?? null)
  const isGone = place === 'gone'
  return (
    <div className="flex min-h-15 w-full items-center gap-3 rounded-lg border border-line bg-surface py-2 ps-2.5 pe-2">
      <span className="grid size-10 shrink-0 place-items-center rounded-md bg-accent-soft text-accent-text">
        <Icon size={20} aria-hidden />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-base font-medium" title={name}>
          {name}
        </span>
        <span className="block truncate text-xs text-muted tabular-nums">
          {isGone ? (
            <Trans>This file is not here any more</Trans>
          ) : attachment?.problem ? (
            <span className="text-bad-text">
              <UploadFault slug={attachment.problem.slug} />
            </span>
          ) : (
            formatBytes(bytes)
          )}
        </span>
      </span>
      {attachment && !attachment.file
        ? !attachment.problem && <OnItsWay attachment={attachment} />
        : !isGone && (
            <DownloadLink name={name} href={typeof place === 'object' ? place.content : null} />
          )}
    </div>
  )
}

/** Saves a file; until its address is known it does nothing yet. */
export function DownloadLink({
  name,
  href,
  className = '',
}: {
  name: string
  href: string | null
  className?: string
}) {
  const { t } = useLingui()
  const look = `${buttonClass({ size: 'icon' })} ${className}`
  if (href === null)
    return (
      <button type="button" disabled aria-label={t`Download ${name}`} className={look}>
        <Download size={19} aria-hidden />
      </button>
    )
  return (
    <a
      href={href}
      download={name}
      aria-label={t`Download ${name}`}
      title={t`Download`}
      className={look}
    >
      <Download size={19} aria-hidden />
    </a>
  )
}

function OnItsWay({ attachment }: { attachment: NonNullable<ShownFile['attachment']> }) {
  const { t } = useLingui()
  const { name } = attachment
  const progress = useProgress(attachment.key)
  return (
    <span className="text-accent-text">
      <ProgressRing label={t`Uploading ${name}`} part={partOf(attachment, progress)} />
    </span>
  )
}
