import type { ReactNode } from 'react'

/** A part of a section, under a heading of its own. */
export function Part({
  title,
  about,
  end,
  children,
}: {
  title: ReactNode
  about?: ReactNode
  /** Beside the heading. */
  end?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="grid gap-4 border-t border-line pt-7 first:border-0 first:pt-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="grid min-w-0 flex-1 basis-64 gap-1">
          <h2 className="text-md font-semibold">{title}</h2>
          {about && <p className="text-base text-pretty text-muted">{about}</p>}
        </div>
        {end}
      </div>
      {children}
    </section>
  )
}
