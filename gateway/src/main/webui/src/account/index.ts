export { setUpSecondFactor } from './api'
export { authApi, currentToken, freshToken, session, useAccount, useSession } from './current'
export { FormField } from './FormField'
export { emailField, MOST, nameField, newPasswordField, passwordField, statusField } from './fields'
export { placeHere, requireSignedIn, requireSignedOut } from './guards'
export {
  changeEmail,
  changePassword,
  changeProfile,
  confirmSecondFactor,
  type Device,
  deleteOwnAccount,
  devices,
  endOtherSessions,
  endSession,
  removePhoto,
  removeSecondFactor,
  renewRecoveryCodes,
  type SecondFactor,
  type SecurityEvent,
  secondFactor,
  securityEvents,
} from './own'
export { type Square, uploadPhoto } from './photo'
export type { Findable, Profile, Role, Session } from './session'
export { PasswordWords } from './strength/PasswordWords'
export { weakFault } from './strength/weakness'
export { useFaultText } from './useFaultText'
