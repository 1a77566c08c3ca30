// All that is seen of second factors by those few who use or set one up: fetched when it is needed, in one piece.
export { Confirming } from './Confirming'
export { RecoveryCodes } from './RecoveryCodes'
export { CodeStep, SetupStep } from './SignInSteps'
