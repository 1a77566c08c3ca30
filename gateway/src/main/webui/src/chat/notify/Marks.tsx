import { BellOff, Star } from 'lucide-react'

/** Beside a name in a list, whose label says the same in words. */
export const Marks = ({ isFavourite, isMuted }: { isFavourite: boolean; isMuted: boolean }) => (
  <span className="flex shrink-0 gap-1 self-center text-muted empty:hidden">
    {isFavourite && <Star size={13} aria-hidden className="fill-current" />}
    {isMuted && <BellOff size={13} aria-hidden />}
  </span>
)
