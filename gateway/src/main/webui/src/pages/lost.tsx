export { Crash as CrashPage } from '../shell/Crash'
export { NotFound as NotFoundPage } from '../shell/NotFound'
