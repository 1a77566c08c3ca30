import type { Density, Theme } from '../shared/appearance'

/** A small window in the colours of a theme; for the device's own, half and half. */
export function ThemePicture({ theme }: { theme: Theme }) {
  if (theme !== 'system') return <Frame>{<Window theme={theme} />}</Frame>
  return (
    <Frame>
      <Window theme="light" />
      <span className="absolute inset-0 [clip-path:polygon(58%_0,100%_0,100%_100%,42%_100%)]">
        <Window theme="dark" />
      </span>
    </Frame>
  )
}

function Frame({ children }: { children: React.ReactNode }) {
  return (
    <span
      aria-hidden
      className="relative block aspect-[16/9] overflow-hidden rounded-md border border-line"
    >
      {children}
    </span>
  )
}

function Window({ theme }: { theme: 'light' | 'dark' }) {
  return (
    <span data-theme={theme} className="flex size-full bg-surface">
      <span className="w-[12%] bg-rail" />
      <span className="grid w-[34%] content-start gap-1.5 bg-canvas p-2">
        <Bar className="w-full bg-accent-soft" />
        <Bar className="w-4/5 bg-line" />
        <Bar className="w-full bg-line" />
      </span>
      <span className="grid flex-1 content-end gap-1.5 p-2">
        <Bar className="w-3/5 bg-hover" />
        <Bar className="w-1/2 justify-self-end bg-accent" />
        <Bar className="w-2/5 bg-hover" />
      </span>
    </span>
  )
}

const Bar = ({ className }: { className: string }) => (
  <span className={`block h-2 rounded-full ${className}`} />
)

/** The same rows, closer or wider. */
export function DensityPicture({ density }: { density: Density }) {
  const rows = density === 'compact' ? [0, 1, 2, 3] : [0, 1, 2]
  return (
    <span
      aria-hidden
      className={`grid h-20 content-center rounded-md border border-line bg-canvas px-3 ${density === 'compact' ? 'gap-1.5' : 'gap-3'}`}
    >
      {rows.map((row) => (
        <span key={row} className="flex items-center gap-2">
          <span className="size-3 rounded-full bg-accent" />
          <Bar className={row % 2 ? 'w-1/3 bg-line' : 'w-1/2 bg-line'} />
        </span>
      ))}
    </span>
  )
}
