import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useScreenTitle } from '../shared/title'
import { buttonClass } from '../shared/ui/classes'

/** One section of the settings; on phones a screen of its own. */
export function SectionFrame({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useLingui()
  useScreenTitle(title)
  return (
    <section
      aria-label={title}
      data-region
      className="thin flex min-h-0 flex-1 flex-col overflow-y-auto"
    >
      <header className="sticky top-0 z-(--z-sticky) flex min-h-16 shrink-0 items-center gap-1 border-b border-line bg-surface px-2 md:px-8">
        <Link
          to="/settings"
          aria-label={t`Back to settings`}
          className={`md:hidden ${buttonClass({ size: 'icon' })}`}
        >
          <ArrowLeft size={20} aria-hidden />
        </Link>
        <h1 className="text-lg font-semibold">{title}</h1>
      </header>
      <div className="grid w-full max-w-160 gap-8 px-4 py-6 md:px-8 md:py-8">{children}</div>
    </section>
  )
}
