export { ActivityScreen as ActivityPage } from '../chat/activity'
