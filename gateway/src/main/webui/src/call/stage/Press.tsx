import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'

const LOOKS = {
  plain: 'bg-ctl hover:bg-ctl-hover',
  answer: 'bg-[#17803f] hover:bg-[#136c35]',
  end: 'bg-bad hover:bg-bad-hover',
} as const

/** Something to press on the dark of a call, named by its words. */
export function Press({
  look,
  onPress,
  children,
}: {
  look: keyof typeof LOOKS
  onPress: () => void
  children: ReactNode
}) {
  return (
    <Button
      onPress={onPress}
      className={`on-stage inline-flex min-h-12 flex-1 items-center justify-center gap-2 rounded-full px-4 text-base font-semibold whitespace-nowrap text-white transition-colors duration-120 ${LOOKS[look]}`}
    >
      {children}
    </Button>
  )
}
