/**
 * As much of JSON Schema as the frames of the contract are written in. What generates the frames refuses a document
 * with more, and a test holds this against a whole validator.
 */
export type Schema = {
  /** The name of another. */
  $ref?: string
  type?: TypeName | readonly TypeName[]
  const?: unknown
  enum?: readonly unknown[]
  oneOf?: readonly Schema[]
  required?: readonly string[]
  properties?: Readonly<Record<string, Schema>>
  items?: Schema
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  /** In characters of Unicode, as is `maxLength`. */
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: keyof typeof FORMATS
}

export type Schemas = Readonly<Record<string, Schema>>

type TypeName = keyof typeof TYPES

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const TYPES = {
  string: (value: unknown) => typeof value === 'string',
  integer: Number.isSafeInteger,
  number: Number.isFinite,
  boolean: (value: unknown) => typeof value === 'boolean',
  null: (value: unknown) => value === null,
  array: Array.isArray,
  object: isObject,
}

/** As the contract narrows them: lower-case ids, instants in UTC. */
const FORMATS = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/,
}

const isWithin = (size: number, least = 0, most = Number.POSITIVE_INFINITY): boolean =>
  least <= size && size <= most

/** Whether a value is what a schema says. Fields that the schema does not know do no harm. */
export function fits(schemas: Schemas, schema: Schema, value: unknown): boolean {
  const { $ref, type, oneOf } = schema
  const check = (inner: Schema, part: unknown) => fits(schemas, inner, part)
  const referred = $ref === undefined ? undefined : schemas[$ref]
  if (referred && !check(referred, value)) return false
  if (type !== undefined && ![type].flat().some((name) => TYPES[name](value))) return false
  if ('const' in schema && value !== schema.const) return false
  if (schema.enum && !schema.enum.includes(value)) return false
  if (oneOf && oneOf.filter((one) => check(one, value)).length !== 1) return false
  if (typeof value === 'number') return isWithin(value, schema.minimum, schema.maximum)
  if (typeof value === 'string') {
    const { minLength, maxLength, pattern, format } = schema
    if (minLength !== undefined || maxLength !== undefined)
      if (!isWithin([...value].length, minLength, maxLength)) return false
    if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) return false
    return format === undefined || FORMATS[format].test(value)
  }
  if (Array.isArray(value)) {
    const { items, minItems, maxItems } = schema
    return (
      isWithin(value.length, minItems, maxItems) &&
      (!items || value.every((one) => check(items, one)))
    )
  }
  if (isObject(value)) {
    const { required = [], properties = {} } = schema
    if (!required.every((name) => Object.hasOwn(value, name))) return false
    return Object.entries(value).every(([name, part]) => {
      const known = Object.hasOwn(properties, name) ? properties[name] : undefined
      return !known || check(known, part)
    })
  }
  return true
}
