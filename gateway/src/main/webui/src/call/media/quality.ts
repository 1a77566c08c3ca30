/** What the counters of a connection say at one moment (webrtc-stats). */
export type Reading = {
  /** In milliseconds. */
  at: number
  /** Of all that comes in, since the beginning. */
  received: number
  lost: number
  freezes: number
  framesDecoded: number
  soundEnergy: number
  /** There and back, in milliseconds; null before it was measured. */
  roundTrip: number | null
  /** Of what goes out, the share that the other side says is lost: 0 to 1. */
  lostThere: number
  /** What the line can carry outwards, in bits a second, as the browser estimates; null while it does not. */
  room: number | null
  /** How the two reach each other. */
  path: 'direct' | 'relayed' | null
}

export type Word = 'good' | 'fair' | 'poor'

/** How the line was between two readings. */
export type Quality = {
  word: Word
  /** The worse of the two directions, 0 to 1. */
  loss: number
  roundTrip: number | null
  freezes: number
  path: Reading['path']
}

/** From here on people talk over each other (ITU-T G.114 says 150 ms one way), and words go missing. */
const FAIR = { loss: 0.03, roundTrip: 300, freezes: 1 } as const
const POOR = { loss: 0.1, roundTrip: 600, freezes: 3 } as const

export function qualityOf(before: Reading, now: Reading): Quality {
  const received = now.received - before.received
  const lost = Math.max(0, now.lost - before.lost)
  const lostHere = received + lost === 0 ? 0 : lost / (received + lost)
  const loss = Math.max(lostHere, now.lostThere)
  const freezes = Math.max(0, now.freezes - before.freezes)
  const { roundTrip, path } = now
  const reaches = (limit: typeof FAIR | typeof POOR) =>
    loss >= limit.loss || (roundTrip ?? 0) >= limit.roundTrip || freezes >= limit.freezes
  return {
    word: reaches(POOR) ? 'poor' : reaches(FAIR) ? 'fair' : 'good',
    loss,
    roundTrip,
    freezes,
    path,
  }
}

/** Whether the camera's picture is held back so that the sound has the line to itself. */
export type Hold = {
  isHeld: boolean /** Readings in a row that speak for the other. */
  against: number
}

export const NOT_HELD: Hold = { isHeld: false, against: 0 }

/** Sound takes some 40 kbit/s; a picture worth looking at with it 150. */
const ROOM_FOR_PICTURE = 150_000
const LOSS_FOR_PICTURE = 0.15
const READINGS_TO_HOLD = 2
/** While nothing but sound is sent nobody knows what the line could carry: it is tried now and then. */
const READINGS_TO_TRY = 4

/** @param lostThere of what goes out, 0 to 1 */
export function hold(before: Hold, { lostThere, room }: Pick<Reading, 'lostThere' | 'room'>): Hold {
  const isPoor = lostThere >= LOSS_FOR_PICTURE || (room !== null && room < ROOM_FOR_PICTURE)
  // an estimate from sound alone says nothing of room for a picture
  const speaksAgainst = before.isHeld ? lostThere < LOSS_FOR_PICTURE / 2 : isPoor
  const against = speaksAgainst ? before.against + 1 : 0
  const needed = before.isHeld ? READINGS_TO_TRY : READINGS_TO_HOLD
  return against >= needed ? { isHeld: !before.isHeld, against: 0 } : { ...before, against }
}

/** The counters of a connection, read from its report. */
export function readingOf(stats: Iterable<Record<string, unknown>>, at: number): Reading {
  const reading: Reading = {
    at,
    received: 0,
    lost: 0,
    freezes: 0,
    framesDecoded: 0,
    soundEnergy: 0,
    roundTrip: null,
    lostThere: 0,
    room: null,
    path: null,
  }
  const all = [...stats]
  const byId = new Map(all.map((one) => [one.id, one]))
  const number = (value: unknown) => (typeof value === 'number' ? value : 0)
  for (const one of all) {
    switch (one.type) {
      case 'inbound-rtp':
        reading.received += number(one.packetsReceived)
        reading.lost += number(one.packetsLost)
        reading.freezes += number(one.freezeCount)
        reading.framesDecoded += number(one.framesDecoded)
        reading.soundEnergy += number(one.totalAudioEnergy)
        break
      case 'remote-inbound-rtp':
        reading.lostThere = Math.max(reading.lostThere, number(one.fractionLost))
        break
      case 'candidate-pair': {
        if (one.nominated !== true || one.state !== 'succeeded') break
        if (typeof one.currentRoundTripTime === 'number')
          reading.roundTrip = one.currentRoundTripTime * 1_000
        if (typeof one.availableOutgoingBitrate === 'number')
          reading.room = one.availableOutgoingBitrate
        const ends = [one.localCandidateId, one.remoteCandidateId].map((id) => byId.get(id))
        reading.path = ends.some((end) => end?.candidateType === 'relay') ? 'relayed' : 'direct'
        break
      }
    }
  }
  return reading
}
