export { ActivityScreen } from './ActivityScreen'
