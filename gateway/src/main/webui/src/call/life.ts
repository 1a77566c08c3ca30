import { assign, setup } from 'xstate'
import type { Problem } from '../shared/net/problem'
import type { Id, Part } from './calls'
import type { Call } from './wire/frames'

/** A call that this device is about to begin: it names it itself, so that asking again is the same call. */
export type Beginning = { id: Id; conversation: Id; video: boolean }

export type LifeEvent =
  | { type: 'call'; beginning: Beginning }
  /** `instead`: the call that this device is in ends for it. */
  | { type: 'answer'; call: Call; video: boolean; instead: boolean }
  /** The page was loaded anew in the middle of a call. */
  | { type: 'rejoin'; call: Call; part: Part }
  /** What was asked for was carried out. If two called each other, it is the other's call. */
  | { type: 'begun'; call: Call; part: Part }
  | { type: 'refused'; problem: Problem }
  /** How some call of the person stands. */
  | { type: 'told'; call: Call; part: Part }
  /** Sound comes through, or does not any more. */
  | { type: 'flows' }
  | { type: 'breaks' }
  | { type: 'hangUp' }
  | { type: 'dismiss' }

export type LifeContext = {
  beginning: Beginning | null
  /** As it was last told. */
  call: Call | null
  /** Whether this device's person wants to be seen from the start. */
  video: boolean
  instead: boolean
  problem: Problem | null
}

const NOTHING: LifeContext = {
  beginning: null,
  call: null,
  video: false,
  instead: false,
  problem: null,
}

/** So long the two try to reach each other, at first and when the line breaks. In milliseconds. */
export const PATIENCE_MS = 60_000

const LOST = {
  [PATIENCE_MS]: { target: '#life.over', actions: ['askToEnd', 'keepLost'] },
} as const

const carriedOutByTheEdge = () => undefined

/**
 * The life of the one call that this device has a part in. Pure: what its actions ask for is carried out by whoever
 * provides them, and how the call stands is for the server to say.
 */
export const life = setup({
  types: { context: {} as LifeContext, events: {} as LifeEvent },
  actions: {
    askToBegin: carriedOutByTheEdge,
    askToAnswer: carriedOutByTheEdge,
    askToEnd: carriedOutByTheEdge,
    openDevices: carriedOutByTheEdge,
    closeDevices: carriedOutByTheEdge,
    connect: carriedOutByTheEdge,
    disconnect: carriedOutByTheEdge,
    keepBeginning: assign(({ event }) =>
      event.type === 'call'
        ? { ...NOTHING, beginning: event.beginning, video: event.beginning.video }
        : {},
    ),
    keepAnswered: assign(({ event }) =>
      event.type === 'answer'
        ? { ...NOTHING, call: event.call, video: event.video, instead: event.instead }
        : {},
    ),
    keepRejoined: assign(({ event }) =>
      event.type === 'rejoin' ? { ...NOTHING, call: event.call, video: event.call.video } : {},
    ),
    keepCall: assign(({ event }) =>
      event.type === 'told' || event.type === 'begun' ? { call: event.call } : {},
    ),
    keepProblem: assign(({ event }) =>
      event.type === 'refused' ? { problem: event.problem } : {},
    ),
    /** The server will say how it ended, but not that no sound came through. */
    keepLost: assign(({ context: { call } }) => ({
      call: call && { ...call, state: 'ended' as const, ending: 'lost' as const },
    })),
    forget: assign(NOTHING),
  },
  guards: {
    /** The own call has come to one of these, whether this was asked for or is heard of. */
    becomes: ({ event, context }, { parts }: { parts: readonly Part[] }) => {
      if (!('part' in event) || !parts.includes(event.part)) return false
      return event.type !== 'told' || event.call.id === (context.call ?? context.beginning)?.id
    },
  },
}).createMachine({
  id: 'life',
  context: NOTHING,
  initial: 'idle',
  states: {
    idle: {
      entry: ['closeDevices', 'forget'],
      on: {
        call: { target: 'asking', actions: 'keepBeginning' },
        answer: { target: 'answering', actions: 'keepAnswered' },
        rejoin: [
          {
            guard: { type: 'becomes', params: { parts: ['calls'] } },
            target: 'calling',
            actions: ['keepRejoined', 'openDevices'],
          },
          {
            guard: { type: 'becomes', params: { parts: ['talks'] } },
            target: 'talking',
            actions: ['keepRejoined', 'openDevices'],
          },
        ],
      },
    },
    /** Until the server has said what came of it, this may be asked again. */
    asking: {
      entry: ['openDevices', 'askToBegin'],
      on: {
        begun: [
          {
            guard: { type: 'becomes', params: { parts: ['calls'] } },
            target: 'calling',
            actions: 'keepCall',
          },
          {
            guard: { type: 'becomes', params: { parts: ['talks'] } },
            target: 'talking',
            actions: 'keepCall',
          },
          { target: 'over', actions: 'keepCall' },
        ],
        refused: { target: 'over', actions: 'keepProblem' },
        hangUp: { target: 'idle', actions: 'askToEnd' },
      },
    },
    calling: {
      on: {
        told: [
          {
            guard: { type: 'becomes', params: { parts: ['talks'] } },
            target: 'talking',
            actions: 'keepCall',
          },
          {
            guard: { type: 'becomes', params: { parts: ['over', 'elsewhere'] } },
            target: 'over',
            actions: 'keepCall',
          },
          { guard: { type: 'becomes', params: { parts: ['calls'] } }, actions: 'keepCall' },
        ],
        answer: { target: 'answering', actions: 'keepAnswered' },
        hangUp: { target: 'idle', actions: 'askToEnd' },
      },
    },
    answering: {
      entry: ['openDevices', 'askToAnswer'],
      on: {
        begun: [
          {
            guard: { type: 'becomes', params: { parts: ['talks'] } },
            target: 'talking',
            actions: 'keepCall',
          },
          { target: 'over', actions: 'keepCall' },
        ],
        told: {
          guard: { type: 'becomes', params: { parts: ['over', 'elsewhere'] } },
          target: 'over',
          actions: 'keepCall',
        },
        refused: { target: 'over', actions: 'keepProblem' },
        hangUp: { target: 'idle', actions: 'askToEnd' },
      },
    },
    talking: {
      entry: 'connect',
      exit: 'disconnect',
      initial: 'connecting',
      states: {
        connecting: { on: { flows: 'flowing' }, after: LOST },
        flowing: { on: { breaks: 'reconnecting' } },
        reconnecting: { on: { flows: 'flowing' }, after: LOST },
      },
      on: {
        told: [
          {
            guard: { type: 'becomes', params: { parts: ['over', 'elsewhere'] } },
            target: 'over',
            actions: 'keepCall',
          },
          { guard: { type: 'becomes', params: { parts: ['talks'] } }, actions: 'keepCall' },
        ],
        answer: { target: 'answering', actions: 'keepAnswered' },
        hangUp: { target: 'idle', actions: 'askToEnd' },
      },
    },
    /** Still on the screen, with what there is to do next. */
    over: {
      entry: 'closeDevices',
      on: {
        call: { target: 'asking', actions: 'keepBeginning' },
        answer: { target: 'answering', actions: 'keepAnswered' },
        dismiss: 'idle',
      },
    },
  },
})
