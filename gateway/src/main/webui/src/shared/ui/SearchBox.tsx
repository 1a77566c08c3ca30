import { Search } from 'lucide-react'
import { Input, SearchField } from 'react-aria-components'
import { fieldClass } from './classes'

/** A field that a list is searched with; what it is for stands in it. Esc empties it. */
export function SearchBox({
  label,
  value,
  onChange,
  autoFocus = false,
}: {
  label: string
  autoFocus?: boolean
  value: string
  onChange: (value: string) => void
}) {
  return (
    <SearchField
      aria-label={label}
      autoFocus={autoFocus}
      value={value}
      onChange={onChange}
      className="relative"
    >
      <Search
        size={18}
        aria-hidden
        className="pointer-events-none absolute start-3 top-1/2 -translate-y-1/2 text-muted"
      />
      <Input
        placeholder={label}
        className={`h-11 ps-10 pe-3 [&::-webkit-search-cancel-button]:hidden ${fieldClass}`}
      />
    </SearchField>
  )
}
