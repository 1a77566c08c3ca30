import { useLingui } from '@lingui/react/macro'
import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { IconButton } from '../../shared/ui/IconButton'
import { useAttach } from './attach'

/** The paper-clip. */
export function AttachButton({ place }: { place: string }) {
  const { t } = useLingui()
  const attach = useAttach(place)
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          void attach([...(currentTarget.files ?? [])])
          // the same file may be chosen again
          currentTarget.value = ''
        }}
      />
      <IconButton label={t`Attach files`} onPress={() => input.current?.click()}>
        <Paperclip size={19} aria-hidden />
      </IconButton>
    </>
  )
}
