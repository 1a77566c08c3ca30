import { expect, it, onTestFinished, vi } from 'vitest'
import type { Signal } from '../wire/frames'
import { Connection, type Tracks } from './Connection'

type Told = Exclude<Signal, { type: 'call.media' }>

const CALL = '33333333-0000-4000-8000-000000000001'

/** A picture of a colour, and a tone. */
function tracks(): Tracks {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 64
  const pen = canvas.getContext('2d')
  const paint = setInterval(() => {
    if (!pen) return
    pen.fillStyle = `hsl(${Date.now() % 360} 80% 50%)`
    pen.fillRect(0, 0, 64, 64)
  }, 50)
  const sound = new AudioContext()
  const tone = sound.createOscillator()
  const out = sound.createMediaStreamDestination()
  tone.connect(out)
  tone.start()
  onTestFinished(() => {
    clearInterval(paint)
    void sound.close()
  })
  return {
    microphone: out.stream.getAudioTracks()[0] ?? null,
    camera: canvas.captureStream().getVideoTracks()[0] ?? null,
    screen: null,
    screenSound: null,
  }
}

/** One side of a call, and the line between the two: in order, and with nothing kept while it is cut. */
class Side {
  connection: Connection
  other: Side | null = null
  isCut = false
  #taking = Promise.resolve()

  constructor(readonly isPolite: boolean) {
    this.connection = this.#fresh()
    onTestFinished(() => this.connection.close())
  }

  #fresh(): Connection {
    return new Connection({
      call: CALL,
      isPolite: this.isPolite,
      servers: [],
      tracks: tracks(),
      tell: (signal) => {
        if (!this.isCut) this.other?.hear(structuredClone(signal))
      },
      onState: () => undefined,
    })
  }

  /** The page is loaded anew. */
  reload(): void {
    this.connection.close()
    this.connection = this.#fresh()
    this.connection.begin()
  }

  hear(signal: Told): void {
    this.#taking = this.#taking.then(async () => {
      if (signal.type === 'call.description') {
        const verdict = this.connection.judge(signal)
        if (verdict === 'stale') return
        if (verdict === 'another') {
          this.connection.close()
          this.connection = this.#fresh()
        }
      }
      await this.connection.take(signal)
    })
  }

  async frames(): Promise<number> {
    let count = 0
    for (const one of (await this.connection.peer.getStats()).values())
      if (one.type === 'inbound-rtp') count += one.framesDecoded ?? 0
    return count
  }
}

function twoSides() {
  const caller = new Side(false)
  const callee = new Side(true)
  caller.other = callee
  callee.other = caller
  return { caller, callee }
}

/** Both decode more frames than they had. */
async function bothSee(...sides: Side[]) {
  for (const side of sides) {
    const before = await side.frames()
    await vi.waitFor(async () => expect(await side.frames()).toBeGreaterThan(before), 10_000)
  }
}

it('connects two, and both see each other', async () => {
  const { caller, callee } = twoSides()
  caller.connection.begin()
  await bothSee(caller, callee)
  expect(callee.connection.peer.getTransceivers()).toHaveLength(4)
  expect(caller.connection.peer.getTransceivers()).toHaveLength(4)
})

it('connects them if both begin at once', async () => {
  const { caller, callee } = twoSides()
  caller.connection.begin()
  callee.connection.begin()
  await bothSee(caller, callee)
  expect(callee.connection.peer.getTransceivers()).toHaveLength(4)
})

it('starts anew on both sides at once, and goes on', async () => {
  const { caller, callee } = twoSides()
  caller.connection.begin()
  await bothSee(caller, callee)
  const [one, other] = [caller.connection, callee.connection]
  one.peer.restartIce()
  other.peer.restartIce()
  await vi.waitFor(() => {
    expect(one.peer.signalingState).toBe('stable')
    expect(other.peer.signalingState).toBe('stable')
  })
  await bothSee(caller, callee)
  expect(caller.connection).toBe(one)
  expect(callee.connection).toBe(other)
})

it('goes on with a page that was loaded anew, whichever of the two it is', async () => {
  const { caller, callee } = twoSides()
  caller.connection.begin()
  await bothSee(caller, callee)
  callee.reload()
  await bothSee(caller, callee)
  caller.reload()
  await bothSee(caller, callee)
  callee.reload()
  caller.reload()
  await bothSee(caller, callee)
})

it('passes over what was meant for the page before', async () => {
  const { caller, callee } = twoSides()
  caller.connection.begin()
  await bothSee(caller, callee)
  // an offer to the old page meets the offer of the new one
  caller.connection.peer.restartIce()
  callee.reload()
  await bothSee(caller, callee)
})

it('makes up for an offer, or an answer, that was lost', async () => {
  for (const lost of ['caller', 'callee'] as const) {
    const sides = twoSides()
    sides[lost].isCut = true
    sides.caller.connection.begin()
    await vi.waitFor(() => {
      const { peer } = sides[lost].connection
      expect(peer.localDescription).not.toBeNull()
      expect(peer.iceGatheringState).toBe('complete')
    })
    sides[lost].isCut = false
    sides.caller.connection.renew()
    await bothSee(sides.caller, sides.callee)
  }
})

it('sends something else on a line without another word', async () => {
  const { caller, callee } = twoSides()
  caller.connection.begin()
  await bothSee(caller, callee)
  const described = caller.connection.peer.localDescription?.sdp
  const screen = tracks().camera
  await caller.connection.send('camera', null)
  await caller.connection.send('screen', screen)
  const width = () => callee.connection.received('screen')?.getSettings().width
  await vi.waitFor(() => expect(width()).toBe(64), 10_000)
  expect(caller.connection.peer.localDescription?.sdp).toBe(described)
})
