import { useSearch } from '@tanstack/react-router'
import { CallsScreen } from '../chat/history'

export function CallsPage() {
  const { filter = 'all' } = useSearch({ from: '/_app/calls' })
  return <CallsScreen filter={filter} />
}
