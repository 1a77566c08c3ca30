import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import signaling from '../call/wire/schemas.gen.json'
import chat from '../chat/wire/schemas.gen.json'
import { fits, type Schema, type Schemas } from '../shared/net/schema'

/** Of all sockets: which of two with one name is meant does not matter here. */
const schemas = { ...chat, ...signaling } as Schemas
const SEED = 20_261_123
const ROUNDS = 300

/** Mulberry32: the same numbers each time. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const random = numbers(SEED)
const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
const upTo = (most: number) => Math.floor(random() * (most + 1))

const STRINGS = [
  '',
  'a',
  '07:30',
  '24:00',
  'not-allowed',
  '👍🏽',
  '題',
  'x'.repeat(300),
  '題'.repeat(200),
]
const NUMBERS = [-1, 0, 1, 3, 100, 101, 503, 1.5]
const ODDITIES = [null, true, '', 0, -1, 2.5, [], {}, 'x'.repeat(300), '👍'.repeat(150), undefined]

/** A value that a schema allows, or nearly. */
function value({ $ref, oneOf, enum: choices, type, ...schema }: Schema): unknown {
  if ($ref !== undefined) return value(schemas[$ref] ?? {})
  if ('const' in schema) return schema.const
  if (choices) return one(choices)
  if (oneOf) return value(one(oneOf))
  switch (one([type ?? 'null'].flat())) {
    case 'object': {
      const { properties = {}, required = [] } = schema
      const there = Object.entries(properties).filter(
        ([name]) => required.includes(name) || random() < 0.5,
      )
      return Object.fromEntries(there.map(([name, property]) => [name, value(property)]))
    }
    case 'array':
      return Array.from({ length: upTo(3) }, () => value(schema.items ?? {}))
    case 'string':
      if (schema.format === 'uuid') return '01a20690-a7c1-7fdd-98bb-f7ba0323a7af'
      return schema.format
        ? one(['2026-11-23T04:00:00.123456Z', '2026-11-23T04:00:00Z'])
        : one(STRINGS)
    case 'boolean':
      return random() < 0.5
    case 'integer':
    case 'number': {
      // a frame has many of them, and one that is wrong spoils it
      const { minimum = 0, maximum = minimum + 100 } = schema
      return random() < 0.8 ? minimum + upTo(maximum - minimum) : one(NUMBERS)
    }
    case 'null':
      return null
  }
}

/** The same with something odd somewhere in it, or something missing. */
function spoilt(whole: unknown): unknown {
  if (random() < 0.2 || typeof whole !== 'object' || whole === null) return one(ODDITIES)
  if (Array.isArray(whole)) return [...whole, one(ODDITIES)]
  const entries = Object.entries(whole)
  const at = upTo(entries.length)
  return Object.fromEntries(
    entries.flatMap(([name, part], i) =>
      i !== at ? [[name, part]] : random() < 0.4 ? [] : [[name, spoilt(part)]],
    ),
  )
}

const whole = new Ajv({
  strict: false,
  formats: {
    uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/,
  },
})
whole.addSchema({
  $id: 'frames',
  $defs: JSON.parse(JSON.stringify(schemas).replaceAll('"$ref":"', '"$ref":"#/$defs/')),
})

describe('the check of frames', () => {
  for (const name of Object.keys(schemas))
    it(`says of ${name} what a whole validator says`, () => {
      const says = { true: 0, false: 0 }
      for (let round = 0; round < ROUNDS; round++) {
        // what is missing in JSON is not there
        const good = JSON.parse(JSON.stringify(value({ $ref: name }) ?? null))
        const frame = JSON.parse(JSON.stringify(round % 2 === 0 ? good : (spoilt(good) ?? null)))
        const expected = whole.validate(`frames#/$defs/${name}`, frame)
        says[`${expected}`]++
        expect(fits(schemas, { $ref: name }, frame), JSON.stringify(frame)).toBe(expected)
      }
      // a comparison in which everything is refused would say nothing
      expect(says.true).toBeGreaterThan(0)
      expect(says.false).toBeGreaterThan(0)
    })
})
