import { useSearch } from '@tanstack/react-router'
import { SearchScreen, TABS } from '../chat/search'

export function SearchPage() {
  const { q = '', in: where } = useSearch({ from: '/_app/search' })
  return <SearchScreen q={q} tab={TABS.find((tab) => tab === where) ?? 'all'} />
}
