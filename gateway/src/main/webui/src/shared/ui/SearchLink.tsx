import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { buttonClass } from './classes'

/** The way to the search where there is no rail: at the top of each list on phones. */
export function SearchLink() {
  const { t } = useLingui()
  return (
    <Link
      to="/search"
      aria-label={t`Search`}
      className={`${buttonClass({ size: 'icon' })} md:hidden`}
    >
      <Search size={20} aria-hidden />
    </Link>
  )
}
