export { SearchScreen } from './SearchScreen'
export { TABS } from './useSearch'
