import { Trans, useLingui } from '@lingui/react/macro'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { toast } from '../../shared/toasts'
import { Button } from '../../shared/ui/Button'

/** Puts a text on the clipboard, and says so on the button. */
export function CopyButton({ text, name }: { text: string; name: string }) {
  const { t } = useLingui()
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      toast({ kind: 'problem', text: t`This browser does not let us copy. Mark the text instead.` })
    }
  }
  const Icon = isCopied ? Check : Copy
  return (
    <Button kind="outline" size="sm" aria-label={name} onPress={() => void copy()}>
      <Icon size={16} aria-hidden />
      <span role="status">{isCopied ? <Trans>Copied</Trans> : <Trans>Copy</Trans>}</span>
    </Button>
  )
}
