// Generated from signaling-service/src/main/resources/META-INF/asyncapi/signaling.json by "npm run generate".

export type Frames = Command | Frame
export type Command =
  Attach | StartCall | AnswerCall | EndCall | Describe | AddCandidate | SetMedia | Report | RefreshSession | Ping
/**
 * Chosen by the client, repeated in the answer to the command.
 */
export type Ref = number
/**
 * One of a person's devices: a tab of a browser. It names itself; a UUID.
 */
export type DeviceId = string
/**
 * A call. The device that begins it names it; a UUID, in lower case when the server says it.
 */
export type CallId = string
/**
 * A UUIDv7 in lower case.
 */
export type Id = string
/**
 * One end of a line between two browsers: an RTCPeerConnection, which a page that is loaded anew has another of. Its device names it; a UUID.
 */
export type ConnectionId = string
export type Frame = Hello | CallChanged | CallDescription | CallCandidate | CallMedia | Attached | Told | Ok | Error
/**
 * RFC 3339 with Z.
 */
export type Instant = string

/**
 * The first command: which device this is. It takes the seats again that it had, and hears how all calls of its person stand. Answered with Attached.
 */
export interface Attach {
  type: 'attach'
  ref: Ref
  device: DeviceId
}
/**
 * Call the other person of a direct conversation; asked again, it is the same call. Whoever calls somebody by whom they are being called answers. Answered with Told.
 */
export interface StartCall {
  type: 'call.start'
  ref: Ref
  call: CallId
  conversation: Id
  video: boolean
}
/**
 * Answer with this device: the first answer wins. Answered with Told.
 */
export interface AnswerCall {
  type: 'call.answer'
  ref: Ref
  call: CallId
  /**
   * Whether the call that this device is in is to end for it.
   */
  instead: boolean
}
/**
 * Decline, give up or hang up, whichever it is. Answered with Told.
 */
export interface EndCall {
  type: 'call.end'
  ref: Ref
  call: CallId
}
/**
 * Goes on to the other device of the call.
 */
export interface Describe {
  type: 'call.description'
  ref?: Ref
  call: CallId
  from: ConnectionId
  /**
   * The connection of the other device that it is meant for; null while none is known.
   */
  to?: ConnectionId | null
  kind: 'offer' | 'answer'
  /**
   * A session description (RFC 8866), as RTCSessionDescription has it.
   */
  sdp: string
}
/**
 * Goes on to the other device of the call, as RTCIceCandidate has it.
 */
export interface AddCandidate {
  type: 'call.candidate'
  ref?: Ref
  call: CallId
  /**
   * RFC 8839, section 5.1; empty when there are no more.
   */
  candidate: string
  mid?: string | null
  line?: number | null
  /**
   * The user name fragment of the generation it belongs to.
   */
  fragment?: string | null
}
/**
 * Goes on to the other device of the call: what this one sends.
 */
export interface SetMedia {
  type: 'call.media'
  ref?: Ref
  call: CallId
  microphone: boolean
  camera: boolean
  screen: boolean
  /**
   * Whether the camera's picture is held back to keep the sound.
   */
  paused: boolean
}
/**
 * How a call was at this device, once it is over for it. It is counted, and kept nowhere else.
 */
export interface Report {
  type: 'call.report'
  ref?: Ref
  call: CallId
  /**
   * From the answer to the first sound; null if none ever came.
   */
  setUpMs?: number | null
  /**
   * How the two reached each other.
   */
  path?: ('direct' | 'relayed') | null
  /**
   * The share of packets that were lost.
   */
  loss: number
  roundTripMs?: number | null
  /**
   * How often the other's picture stood still.
   */
  freezes: number
}
/**
 * Carry on with a newer access token of the same account.
 */
export interface RefreshSession {
  type: 'session.refresh'
  ref: Ref
  token: string
}
/**
 * Is anybody there? Answered with ok.
 */
export interface Ping {
  type: 'ping'
  ref: Ref
}
/**
 * The first frame.
 */
export interface Hello {
  type: 'hello'
  account: Id
  /**
   * Send a ping when nothing was sent for this long.
   */
  pingAfterSeconds: number
}
/**
 * What has become of a call, to all devices of both people.
 */
export interface CallChanged {
  type: 'call.changed'
  call: Call
}
/**
 * All of a call. Of two accounts of it the one with the higher revision holds.
 */
export interface Call {
  id: CallId
  conversation: Id
  caller: Id
  callee: Id
  /**
   * Whether it was begun as a video call.
   */
  video: boolean
  /**
   * Counts the changes of the call.
   */
  revision: number
  state: 'ringing' | 'connected' | 'ended'
  startedAt: Instant
  /**
   * When it is given up; null unless it rings.
   */
  ringsUntil: Instant | null
  /**
   * Whether the callee was in another call when it began.
   */
  waiting: boolean
  answeredAt: Instant | null
  endedAt: Instant | null
  ending: 'hung-up' | 'lost' | 'cancelled' | 'declined' | 'unanswered' | 'busy' | null
  /**
   * Who hung up; null in any other state.
   */
  endedBy: Id | null
  callerSeat: Seat
  /**
   * Null before it is answered, and when it is over.
   */
  calleeSeat: Seat | null
}
/**
 * The device with which somebody takes part in a call.
 */
export interface Seat {
  device: DeviceId
  /**
   * When its line was lost; null while it can be reached.
   */
  awaySince: Instant | null
}
/**
 * From the other device of the call.
 */
export interface CallDescription {
  type: 'call.description'
  call: CallId
  from: ConnectionId
  /**
   * The connection of the other device that it is meant for; null while none is known.
   */
  to: ConnectionId | null
  kind: 'offer' | 'answer'
  /**
   * A session description (RFC 8866), as RTCSessionDescription has it.
   */
  sdp: string
}
/**
 * From the other device of the call.
 */
export interface CallCandidate {
  type: 'call.candidate'
  call: CallId
  /**
   * RFC 8839, section 5.1; empty when there are no more.
   */
  candidate: string
  mid: string | null
  line: number | null
  /**
   * The user name fragment of the generation it belongs to.
   */
  fragment: string | null
}
/**
 * From the other device of the call.
 */
export interface CallMedia {
  type: 'call.media'
  call: CallId
  microphone: boolean
  camera: boolean
  screen: boolean
  /**
   * Whether the camera's picture is held back to keep the sound.
   */
  paused: boolean
}
/**
 * How all calls of the person stand that are not over. Any other that the device knew of before it connected is over.
 */
export interface Attached {
  type: 'ok'
  ref: Ref
  result: {
    calls: Call[]
    now: Instant
  }
}
/**
 * The call that came of it: if two people call each other at once, the other one's.
 */
export interface Told {
  type: 'ok'
  ref: Ref
  result: {
    call: Call
  }
}
/**
 * The command was carried out.
 */
export interface Ok {
  type: 'ok'
  ref: Ref
}
/**
 * The command was refused (RFC 9457 in the form of a frame); without ref, the frame could not be read.
 */
export interface Error {
  type: 'error'
  ref?: Ref
  /**
   * The slug of the problem type urn:homeroom:problem:<slug>.
   */
  problem: string
  title: string
  status: number
  detail: string
  /**
   * Seconds.
   */
  retryAfter?: number
}
