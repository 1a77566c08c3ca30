import { lazy, Suspense } from 'react'
import type { Outgoing } from '../store/state'

// few fail
const WhyNotSent = lazy(() => import('./WhyNotSent'))

/** Under a message of one's own that was refused: why, and what can be done. */
export const NotSent = ({ outgoing }: { outgoing: Outgoing }) => (
  <Suspense fallback={null}>
    <WhyNotSent outgoing={outgoing} />
  </Suspense>
)
