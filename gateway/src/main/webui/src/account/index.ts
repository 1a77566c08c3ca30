export { authApi, currentToken, freshToken, session, useAccount, useSession } from './current'
export { placeHere, requireSignedIn, requireSignedOut } from './guards'
export type { Profile, Session } from './session'
