import { newId } from '../../shared/ids'
import type { Id } from '../calls'
import type { Signal } from '../wire/frames'

/** What goes from one browser to the other, in the order of the lines of every description. */
export const LINES = ['microphone', 'camera', 'screen', 'screenSound'] as const
export type Line = (typeof LINES)[number]

export type Tracks = Readonly<Record<Line, MediaStreamTrack | null>>

const KIND: Readonly<Record<Line, 'audio' | 'video'>> = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
  screenSound: 'audio',
}

/** What is told of a description: whose connection it is of, and whose it is meant for. */
type Description = Extract<Signal, { type: 'call.description' }>
type Candidate = Extract<Signal, { type: 'call.candidate' }>

export type ConnectionState = 'connecting' | 'connected' | 'broken'

type Options = {
  call: Id
  /** Of two offers that meet, the polite one's is withdrawn: the callee's. */
  isPolite: boolean
  servers: RTCIceServer[]
  tracks: Tracks
  tell: (signal: Description | Candidate) => void
  onState: (state: ConnectionState) => void
}

/**
 * A connection to the other browser, negotiated as WebRTC 1.0 §10.7 ("perfect negotiation") says. All four lines are
 * there from the first description on, and what is sent on them changes without another.
 *
 * A browser that loads its page anew has another connection, with which this one cannot go on: `judge` says so.
 */
export class Connection {
  readonly id = newId(Date.now())
  readonly peer: RTCPeerConnection
  readonly #options: Options
  #other: Id | null = null
  #isOffering = false
  #lines: RTCRtpTransceiver[] = []
  #tracks: Tracks

  constructor(options: Options) {
    this.#options = options
    this.#tracks = options.tracks
    this.peer = new RTCPeerConnection({ iceServers: options.servers, bundlePolicy: 'max-bundle' })
    this.peer.onnegotiationneeded = () => void this.#offer()
    this.peer.onicecandidate = ({ candidate }) => {
      if (candidate) this.#tellCandidate(candidate)
    }
    this.peer.onconnectionstatechange = () => this.#changed()
  }

  /** Of which call it is. */
  get call(): Id {
    return this.#options.call
  }

  get state(): ConnectionState {
    switch (this.peer.connectionState) {
      case 'connected':
        return 'connected'
      case 'disconnected':
      case 'failed':
        return 'broken'
      default:
        return 'connecting'
    }
  }

  /** The track that comes on a line, once the lines are there. */
  received(line: Line): MediaStreamTrack | null {
    return this.#lines[LINES.indexOf(line)]?.receiver.track ?? null
  }

  sender(line: Line): RTCRtpSender | null {
    return this.#lines[LINES.indexOf(line)]?.sender ?? null
  }

  /** Makes the lines and offers them. The one who calls begins; so does whoever comes back with a new page. */
  begin(): void {
    if (this.#lines.length > 0) return
    for (const line of LINES)
      this.peer.addTransceiver(this.#tracks[line] ?? KIND[line], { direction: 'sendrecv' })
    this.#adopt()
  }

  /** Sends something else on a line, or nothing. */
  async send(line: Line, track: MediaStreamTrack | null): Promise<void> {
    this.#tracks = { ...this.#tracks, [line]: track }
    await this.sender(line)?.replaceTrack(track)
  }

  /**
   * What to do with a description: `take` it; pass it over if it was meant for a connection that is no more (the other
   * browser will hear of this one); or have a new connection take it, since this one cannot go on with that of a new
   * page, nor withdraw an offer with which its lines were made.
   */
  judge({ from, to, kind }: Description): 'take' | 'stale' | 'another' {
    if (to !== null && to !== this.id) return 'stale'
    if (this.#other !== null) return this.#other === from ? 'take' : 'another'
    const isFree = kind === 'answer' || this.#lines.length === 0
    return isFree || !this.#options.isPolite ? 'take' : 'another'
  }

  /** Takes what the other browser says, in the order in which it was said. */
  async take(signal: Description | Candidate): Promise<void> {
    if (signal.type === 'call.candidate') return this.#takeCandidate(signal)
    const { from, kind, sdp } = signal
    const isBusy = this.#isOffering || this.peer.signalingState !== 'stable'
    if (kind === 'offer' && isBusy && !this.#options.isPolite) return
    if (kind === 'answer' && this.peer.signalingState !== 'have-local-offer') return
    this.#other = from
    await this.peer.setRemoteDescription({ type: kind, sdp })
    if (kind === 'answer') return
    if (this.#lines.length === 0) await this.#answerLines()
    await this.peer.setLocalDescription()
    this.#tellDescription()
    if (isBusy) await this.#feedAgain()
  }

  /** Makes up for whatever was lost while one of the two could not be reached. */
  renew(): void {
    if (this.peer.signalingState === 'closed' || this.state === 'connected') return
    if (this.#lines.length === 0) this.begin()
    else if (this.peer.signalingState === 'have-local-offer') this.#tellDescription()
    else this.peer.restartIce()
  }

  setServers(servers: RTCIceServer[]): void {
    this.peer.setConfiguration({ ...this.peer.getConfiguration(), iceServers: servers })
  }

  close(): void {
    this.peer.onnegotiationneeded = null
    this.peer.onicecandidate = null
    this.peer.onconnectionstatechange = null
    this.peer.close()
  }

  #changed(): void {
    if (this.peer.connectionState === 'failed') this.peer.restartIce()
    this.#options.onState(this.state)
  }

  async #offer(): Promise<void> {
    this.#isOffering = true
    try {
      await this.peer.setLocalDescription()
      this.#tellDescription()
    } finally {
      this.#isOffering = false
    }
  }

  /** The lines that were offered are used in both directions. */
  async #answerLines(): Promise<void> {
    this.#adopt()
    for (const transceiver of this.#lines) transceiver.direction = 'sendrecv'
    await Promise.all(LINES.map((line) => this.sender(line)?.replaceTrack(this.#tracks[line])))
  }

  /**
   * Chromium (seen in 150) gives the encoder of a picture no more frames once an offer of ours was withdrawn for the
   * other's, until the track is put on its line anew.
   */
  async #feedAgain(): Promise<void> {
    for (const line of LINES) {
      const sender = this.sender(line)
      if (KIND[line] !== 'video' || !sender?.track) continue
      await sender.replaceTrack(null)
      await sender.replaceTrack(this.#tracks[line])
    }
  }

  #adopt(): void {
    this.#lines = this.peer.getTransceivers()
    // what belongs together is played together
    const [person, screen] = [new MediaStream(), new MediaStream()]
    this.sender('microphone')?.setStreams(person)
    this.sender('camera')?.setStreams(person)
    this.sender('screen')?.setStreams(screen)
    this.sender('screenSound')?.setStreams(screen)
  }

  async #takeCandidate({ candidate, mid, line, fragment }: Candidate): Promise<void> {
    if (!this.peer.remoteDescription) return
    await this.peer
      .addIceCandidate({
        candidate,
        sdpMid: mid,
        sdpMLineIndex: line,
        usernameFragment: fragment,
      })
      // of an offer that was passed over, or of a connection that is no more
      .catch(() => undefined)
  }

  #tellDescription(): void {
    const description = this.peer.localDescription
    if (!description || (description.type !== 'offer' && description.type !== 'answer')) return
    this.#options.tell({
      type: 'call.description',
      call: this.#options.call,
      from: this.id,
      to: this.#other,
      kind: description.type,
      sdp: description.sdp,
    })
  }

  #tellCandidate({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate): void {
    this.#options.tell({
      type: 'call.candidate',
      call: this.#options.call,
      candidate,
      mid: sdpMid,
      line: sdpMLineIndex,
      fragment: usernameFragment,
    })
  }
}
