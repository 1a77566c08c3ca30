export { CallsScreen } from './CallsScreen'
