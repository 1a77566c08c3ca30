import { Trans, useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { Button } from '../../shared/ui/Button'
import { useNameOf, useQuoted, useWords } from './Quote'

/** Above a composer: what is being answered, and the way not to. */
export function ReplyingTo({ number, onCancel }: { number: number; onCancel: () => void }) {
  const { t } = useLingui()
  const { message } = useQuoted(number)
  const name = useNameOf(message?.sender ?? '')
  const words = useWords()
  return (
    <p className="flex items-center gap-2 ps-5 pe-3 text-sm text-muted md:ps-8 md:pe-6">
      <span className="min-w-0 flex-1 truncate">
        {message ? (
          <>
            <Trans>Reply to {name}:</Trans> {words(message)}
          </>
        ) : (
          <Trans>Reply</Trans>
        )}
      </span>
      <Button size="iconSmall" aria-label={t`Do not reply`} onPress={onCancel}>
        <X size={15} aria-hidden />
      </Button>
    </p>
  )
}
