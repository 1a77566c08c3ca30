import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  Capture,
  type CaptureFault,
  cameraConstraints,
  deviceChoice,
  microphoneConstraints,
} from '../../devices'
import type { Line, Tracks } from './Connection'

/** A microphone or a camera of this device's. */
export type OwnDevice =
  | { status: 'off' }
  | { status: 'opening' }
  /** A muted microphone stays open: one need not wait to be heard again. */
  | {
      status: 'on'
      track: MediaStreamTrack
      isMuted: boolean
      /** A microphone's sound for this device alone: who speaks while muted is told so. */
      ear: MediaStreamTrack | null
    }
  | { status: 'failed'; fault: CaptureFault }

/** Whether what is said is meant to be heard; a microphone that is being opened soon is. */
export const isHeard = (microphone: OwnDevice): boolean =>
  microphone.status === 'opening' || (microphone.status === 'on' && !microphone.isMuted)

export type OwnScreen =
  | { status: 'off' }
  | { status: 'on'; track: MediaStreamTrack; sound: MediaStreamTrack | null }

export type Own = { microphone: OwnDevice; camera: OwnDevice; screen: OwnScreen }

const OFF: Own = {
  microphone: { status: 'off' },
  camera: { status: 'off' },
  screen: { status: 'off' },
}

/** In pictures a second, and enough to read by. */
const SCREEN: DisplayMediaStreamOptions = {
  video: { frameRate: { ideal: 15, max: 30 } },
  // what the class hears of a screen is its sound, not what its microphone hears of us
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
}

/** Whether this browser can show a screen to others; those of phones cannot. */
export const canShareScreen = (): boolean =>
  'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices

/** What this device sends of its person: from `open` to `close`, and never without the browser's own sign that it does. */
export class OwnMedia {
  readonly store: StoreApi<Own> = createStore<Own>(() => OFF)
  readonly #onTrack: (line: Line, track: MediaStreamTrack | null) => void
  readonly #captures: Record<'microphone' | 'camera', Capture | null> = {
    microphone: null,
    camera: null,
  }
  #wantsSound = true
  #ear: MediaStreamTrack | null = null
  #stopFollowing: () => void = () => undefined

  /** @param onTrack what is to be sent on a line from now on */
  constructor(onTrack: (line: Line, track: MediaStreamTrack | null) => void) {
    this.#onTrack = onTrack
  }

  get tracks(): Tracks {
    const { microphone, camera, screen } = this.store.getState()
    return {
      microphone: microphone.status === 'on' ? microphone.track : null,
      camera: camera.status === 'on' ? camera.track : null,
      screen: screen.status === 'on' ? screen.track : null,
      screenSound: screen.status === 'on' ? screen.sound : null,
    }
  }

  /** Opens the microphone, and the camera if the person wants to be seen. */
  open(isSeen: boolean): void {
    if (this.store.getState().microphone.status === 'off') void this.#open('microphone')
    if (isSeen && this.store.getState().camera.status === 'off') void this.#open('camera')
    this.#stopFollowing()
    // another device is chosen in the middle of a call
    this.#stopFollowing = deviceChoice.subscribe((now, before) => {
      for (const kind of ['microphone', 'camera'] as const)
        if (now[kind]?.id !== before[kind]?.id && this.#captures[kind]) void this.#open(kind)
    })
  }

  close(): void {
    this.#stopFollowing()
    this.#stopFollowing = () => undefined
    for (const kind of ['microphone', 'camera'] as const) this.#release(kind)
    this.#wantsSound = true
    this.stopScreen()
    this.store.setState(OFF, true)
  }

  /** Microphone on or muted. */
  setHeard(isHeard: boolean): void {
    this.#wantsSound = isHeard
    const { microphone } = this.store.getState()
    if (microphone.status !== 'on') {
      if (isHeard) void this.#open('microphone')
      return
    }
    microphone.track.enabled = isHeard
    this.store.setState({ microphone: { ...microphone, isMuted: !isHeard } })
  }

  /** Camera on or off: off, its light is off too. */
  setSeen(isSeen: boolean): void {
    if (isSeen) void this.#open('camera')
    else {
      this.#release('camera')
      this.store.setState({ camera: { status: 'off' } })
      this.#onTrack('camera', null)
    }
  }

  /** Has the person choose a screen. Comes to nothing if they choose none. */
  async shareScreen(): Promise<void> {
    if (!canShareScreen()) return
    const stream = await navigator.mediaDevices.getDisplayMedia(SCREEN).catch(() => null)
    const track = stream?.getVideoTracks()[0]
    if (!stream || !track) return
    this.stopScreen()
    const sound = stream.getAudioTracks()[0] ?? null
    // letters stay sharp and motion gives way
    track.contentHint = 'detail'
    // by the browser's own button too
    track.addEventListener('ended', () => this.#screenEnded(track))
    this.store.setState({ screen: { status: 'on', track, sound } })
    this.#onTrack('screen', track)
    this.#onTrack('screenSound', sound)
  }

  stopScreen(): void {
    const { screen } = this.store.getState()
    if (screen.status === 'off') return
    screen.track.stop()
    screen.sound?.stop()
    this.store.setState({ screen: { status: 'off' } })
    this.#onTrack('screen', null)
    this.#onTrack('screenSound', null)
  }

  #screenEnded(track: MediaStreamTrack): void {
    const { screen } = this.store.getState()
    if (screen.status === 'on' && screen.track === track) this.stopScreen()
  }

  async #open(kind: 'microphone' | 'camera'): Promise<void> {
    this.#release(kind)
    // unplugged, or the leave taken back: there may be another
    const capture = new Capture(() => void this.#open(kind))
    this.#captures[kind] = capture
    if (this.store.getState()[kind].status !== 'on') this.#set(kind, { status: 'opening' })
    const choice = deviceChoice.getState()
    const opening = await capture.open(
      kind === 'camera'
        ? { video: cameraConstraints(choice) }
        : { audio: microphoneConstraints(choice) },
    )
    // closed, or opened anew, meanwhile
    if (this.#captures[kind] !== capture) return
    const track = opening.ok ? opening.stream.getTracks()[0] : undefined
    if (!track) {
      this.#captures[kind] = null
      this.#set(kind, { status: 'failed', fault: opening.ok ? 'none' : opening.fault })
      this.#onTrack(kind, null)
      return
    }
    const isMuted = kind === 'microphone' && !this.#wantsSound
    const ear = kind === 'microphone' ? track.clone() : null
    this.#ear = ear ?? this.#ear
    track.enabled = !isMuted
    this.#set(kind, { status: 'on', track, isMuted, ear })
    this.#onTrack(kind, track)
  }

  #set(kind: 'microphone' | 'camera', device: OwnDevice): void {
    this.store.setState(kind === 'camera' ? { camera: device } : { microphone: device })
  }

  #release(kind: 'microphone' | 'camera'): void {
    this.#captures[kind]?.close()
    this.#captures[kind] = null
    if (kind === 'camera') return
    this.#ear?.stop()
    this.#ear = null
  }
}
