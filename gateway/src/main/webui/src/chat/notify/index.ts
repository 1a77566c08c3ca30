export type { NotificationSettings } from './decide'
export { askPermission, permission } from './permission'
export { chooseVolume, playSound, soundVolume } from './sound'
export { useIsQuiet } from './useIsQuiet'
