import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '../../shared/ui/Button'
import { Dialog } from '../../shared/ui/Dialog'

/** Both may share; the later one takes the place of the first. */
export function ReplaceDialog({
  name,
  onReplace,
  onClose,
}: {
  name: string
  onReplace: () => void
  onClose: () => void
}) {
  const { t } = useLingui()
  return (
    <Dialog
      isOpen
      title={t`Replace the screen of ${name}?`}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <div className="grid gap-5 px-5 pb-5">
        <p className="text-base text-muted">
          <Trans>They show their screen now. When you show yours, theirs stops.</Trans>
        </p>
        <div className="flex justify-end gap-2">
          <Button kind="outline" onPress={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button
            kind="primary"
            onPress={() => {
              onClose()
              onReplace()
            }}
          >
            <Trans>Replace</Trans>
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
