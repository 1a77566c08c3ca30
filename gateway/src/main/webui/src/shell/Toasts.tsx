import { useLingui } from '@lingui/react/macro'
import { CircleAlert, Info, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { dismissToast, type Toast, toasts } from '../shared/toasts'
import { Button } from '../shared/ui/Button'
import { IconButton } from '../shared/ui/IconButton'

const SHOWN_MS = 6_000

/** At the bottom on the left; on phones at the top, where the thumb is not. */
export function Toasts() {
  const { t } = useLingui()
  const shown = useStore(toasts)
  // the region is there before what it says, or it would not be read out
  return (
    <section
      aria-label={t`Notices`}
      {...(shown.length > 0 ? { 'data-region': true } : {})}
      className="pointer-events-none fixed inset-x-3 top-3 z-(--z-toast) grid gap-2 sm:inset-x-auto sm:top-auto sm:bottom-4 sm:left-4 sm:w-96 md:left-23"
    >
      {shown.map((one) => (
        <ToastCard key={one.id} toast={one} />
      ))}
    </section>
  )
}

function ToastCard({ toast: { id, kind, text, action } }: { toast: Toast }) {
  const { t } = useLingui()
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (kind === 'problem' || isHeld) return
    const timer = setTimeout(() => dismissToast(id), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [id, kind, isHeld])
  const Icon = kind === 'problem' ? CircleAlert : Info
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it waits while it is read; there is nothing to press
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex animate-rise items-center gap-3 rounded-lg border border-line bg-surface py-2 ps-4 pe-2 text-base shadow-pop"
    >
      <Icon
        size={19}
        aria-hidden
        className={`shrink-0 ${kind === 'problem' ? 'text-bad-text' : 'text-accent-text'}`}
      />
      <p role={kind === 'problem' ? 'alert' : 'status'} className="min-w-0 flex-1 py-1.5">
        {text}
      </p>
      {action && (
        <Button
          kind="soft"
          size="sm"
          onPress={() => {
            dismissToast(id)
            action.run()
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton label={t`Close`} onPress={() => dismissToast(id)}>
        <X size={18} aria-hidden />
      </IconButton>
    </div>
  )
}
