import { Trans, useLingui } from '@lingui/react/macro'
import { RotateCw, X } from 'lucide-react'
import { useRef } from 'react'
import { formatBytes } from '../../shared/i18n/format'
import { Button } from '../../shared/ui/Button'
import { useChatSync, useChats } from '../ChatContext'
import type { Attachment } from '../store/state'
import { useAttach } from './attach'
import { iconOf } from './fileKinds'
import { ProgressRing } from './ProgressRing'
import { UploadFault } from './UploadFault'
import { FILE_LOST } from './Uploads'
import { partOf, useLocalPicture, useProgress } from './useLocalPicture'

/** The files that go with what is being written, each with how far it has come. */
export default function AttachmentChips({
  place,
  files,
}: {
  place: string
  files: readonly Attachment[]
}) {
  const { t } = useLingui()
  return (
    <ul
      aria-label={t`Files`}
      className="thin flex max-h-44 flex-wrap gap-2 overflow-y-auto px-1.5 pt-1.5 pb-1"
    >
      {files.map((file) => (
        <Chip key={file.key} place={place} attachment={file} />
      ))}
    </ul>
  )
}

function Chip({ place, attachment }: { place: string; attachment: Attachment }) {
  const { t } = useLingui()
  const { dispatch } = useChatSync()
  const { key, name, file, problem } = attachment
  const progress = useProgress(key)
  const remove = () => dispatch({ type: 'file.detached', place, key })
  return (
    <li
      className={`flex h-14 w-full items-center sm:w-60 gap-2.5 rounded-md border ps-1.5 pe-1 ${problem ? 'border-bad bg-bad-soft' : 'border-line bg-sunken'}`}
    >
      <Face attachment={attachment} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium" title={name}>
          {name}
        </span>
        <ChipState attachment={attachment} isMoving={progress?.isMoving ?? false} />
      </span>
      {problem && <Again place={place} attachment={attachment} />}
      {file || problem ? (
        <Button size="iconSmall" aria-label={t`Remove ${name}`} onPress={remove}>
          <X size={16} aria-hidden />
        </Button>
      ) : (
        <span className="text-accent-text">
          <ProgressRing label={t`Uploading ${name}`} part={partOf(attachment, progress)}>
            <Button
              size="iconSmall"
              className="size-7! rounded-full!"
              aria-label={t`Remove ${name}`}
              onPress={remove}
            >
              <X size={14} aria-hidden />
            </Button>
          </ProgressRing>
        </span>
      )}
    </li>
  )
}

function Face({ attachment: { key, type, width } }: { attachment: Attachment }) {
  const picture = useLocalPicture(key, width !== undefined)
  const Icon = iconOf(type)
  return (
    <span className="grid size-11 shrink-0 place-items-center overflow-hidden rounded-sm bg-accent-soft text-accent-text">
      {width !== undefined && picture !== null ? (
        <img src={picture} alt="" className="size-full object-cover" />
      ) : (
        <Icon size={20} aria-hidden />
      )}
    </span>
  )
}

function ChipState({ attachment, isMoving }: { attachment: Attachment; isMoving: boolean }) {
  const isUp = useChats((state) => state.link === 'up')
  const { bytes, file, problem } = attachment
  if (problem)
    return (
      <span role="alert" className="block truncate text-xs text-bad-text">
        <UploadFault slug={problem.slug} />
      </span>
    )
  return (
    <span className="block truncate text-xs text-muted tabular-nums">
      {formatBytes(bytes)}
      {!file && !isMoving && !isUp && (
        <>
          {' · '}
          <Trans>waits for the connection</Trans>
        </>
      )}
    </span>
  )
}

/** Tries again; what the browser does not have any more is asked for. */
function Again({ place, attachment }: { place: string; attachment: Attachment }) {
  const { t } = useLingui()
  const sync = useChatSync()
  const attach = useAttach(place)
  const input = useRef<HTMLInputElement>(null)
  const { key, name, bytes, problem } = attachment
  const isLost = problem?.slug === FILE_LOST
  const choose = (file: File) => {
    if (file.size !== bytes) {
      // another file: it takes the place of the lost one
      sync.dispatch({ type: 'file.detached', place, key })
      return void attach([file])
    }
    sync.uploads.hold(key, file)
    sync.dispatch({ type: 'file.retried', place, key })
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.item(0)
          if (file) choose(file)
          currentTarget.value = ''
        }}
      />
      <Button
        size="iconSmall"
        aria-label={isLost ? t`Choose ${name} again` : t`Try again: ${name}`}
        onPress={() =>
          isLost ? input.current?.click() : sync.dispatch({ type: 'file.retried', place, key })
        }
      >
        <RotateCw size={16} aria-hidden />
      </Button>
    </>
  )
}
