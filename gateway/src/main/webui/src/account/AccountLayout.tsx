import type { ReactNode } from 'react'
import { LanguageSwitch } from './LanguageSwitch'
import { ProductPicture } from './ProductPicture'

/** The frame of all screens for those who are not signed in: the form, and on wide screens a picture beside it. */
export function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-full lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <div className="flex min-w-0 flex-col px-6 py-6 sm:px-12">
        <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <span className="flex items-center gap-2.5 text-lg font-semibold">
            <img src="/icon.svg" alt="" width={30} height={30} />
            Homeroom
          </span>
          <LanguageSwitch />
        </header>
        <main id="main" className="mx-auto grid w-full max-w-100 flex-1 content-center gap-7 py-10">
          {children}
        </main>
      </div>
      <ProductPicture />
    </div>
  )
}
