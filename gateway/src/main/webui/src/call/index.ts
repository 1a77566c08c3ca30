export { CallProvider } from './CallProvider'
