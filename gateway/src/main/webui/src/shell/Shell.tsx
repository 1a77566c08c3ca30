import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { ConnectionBanner } from './ConnectionBanner'
import { Menus } from './Menus'
import { Navigation } from './Navigation'
import { Toasts } from './Toasts'
import { useArrival } from './useArrival'
import { useRegionKeys } from './useRegionKeys'

/** The frame of everything for those who are signed in. */
export function Shell({ children }: { children: ReactNode }) {
  useRegionKeys()
  useArrival()
  return (
    <div className="flex h-full flex-col-reverse md:flex-row">
      <a
        href="#main"
        className="absolute -top-16 z-(--z-toast) m-2 rounded-md bg-accent px-4 py-2.5 font-medium text-on-accent focus:top-0"
      >
        <Trans>Skip to content</Trans>
      </a>
      <Navigation />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ConnectionBanner />
        <main id="main" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 outline-none">
          {children}
        </main>
      </div>
      <Menus />
      <Toasts />
    </div>
  )
}
