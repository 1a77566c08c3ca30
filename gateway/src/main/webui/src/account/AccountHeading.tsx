import type { ReactNode } from 'react'

export function AccountHeading({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="grid gap-2">
      <h1 className="text-3xl font-semibold tracking-tight text-balance lang-zh:font-bold lang-zh:tracking-normal">
        {title}
      </h1>
      {children && <p className="text-md text-pretty text-muted">{children}</p>}
    </div>
  )
}
