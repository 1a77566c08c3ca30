// Generates the types of each socket's frames, and the schemas that they are checked by, from the AsyncAPI document of
// its service, which the service is tested against.
import { readFile, writeFile } from 'node:fs/promises'
import { compile } from 'json-schema-to-typescript'

/** Where the document of a service lies, and who of the client speaks with it. */
const SOCKETS = [
  { document: 'chat-service/src/main/resources/META-INF/asyncapi/chat.json', target: 'chat/wire' },
  {
    document: 'signaling-service/src/main/resources/META-INF/asyncapi/signaling.json',
    target: 'call/wire',
  },
]

/** What src/shared/net/schema.ts knows. */
const KEYWORDS = [
  ...['$ref', 'type', 'const', 'enum', 'oneOf', 'required', 'properties', 'items'],
  ...['minItems', 'maxItems', 'minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'format'],
]

for (const socket of SOCKETS) await generate(socket)

async function generate({ document: path, target }) {
  const document = JSON.parse(
    await readFile(new URL(`../../../../../${path}`, import.meta.url), 'utf8'),
  )
  const { schemas } = document.components
  const file = (name) => new URL(`../src/${target}/${name}`, import.meta.url)
  const header = `// Generated from ${path} by "npm run generate".\n`

  const messageOf = ({ $ref }) => document.components.messages[$ref.split('/').at(-1)]
  const schemaName = (message) => message.payload.$ref.split('/').at(-1)
  const commands = document.operations.receiveCommand.messages.map(messageOf).map(schemaName)
  const frames = [
    document.operations.sendEvent.messages,
    document.operations.receiveCommand.reply.messages,
  ]
    .flat()
    .map(messageOf)
    .map(schemaName)

  const anyOf = (names) => ({ oneOf: names.map((name) => ({ $ref: `#/$defs/${name}` })) })
  const local = JSON.parse(JSON.stringify(schemas).replaceAll('#/components/schemas/', '#/$defs/'))

  /** `{ $ref, description }` is one type with a remark, not an intersection. */
  const withoutRemarks = (node) => {
    if (Array.isArray(node)) return node.map(withoutRemarks)
    if (node === null || typeof node !== 'object') return node
    if (node.$ref) return { $ref: node.$ref }
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, withoutRemarks(value)]),
    )
  }

  const types = await compile(
    {
      $defs: { ...withoutRemarks(local), Command: anyOf(commands), Frame: anyOf(frames) },
      title: 'Frames',
      oneOf: [{ $ref: '#/$defs/Command' }, { $ref: '#/$defs/Frame' }],
    },
    'Frames',
    {
      additionalProperties: false,
      bannerComment: header,
      unreachableDefinitions: true,
      // a list of at most ten would be eleven types
      ignoreMinAndMaxItems: true,
      style: { semi: false, singleQuote: true },
    },
  )
  await writeFile(file('frames.gen.ts'), types)

  /** What frames are checked by: the schemas of all that may stand in them, without words for readers. */
  const used = new Map()
  function compact({ description: _, title: __, ...schema }) {
    const unknown = Object.keys(schema).filter((keyword) => !KEYWORDS.includes(keyword))
    if (unknown.length > 0) throw new Error(`schema.ts does not know ${unknown.join(', ')}`)
    const { $ref, oneOf, properties, items } = schema
    return {
      ...schema,
      ...($ref && { $ref: use($ref.split('/').at(-1)) }),
      ...(oneOf && { oneOf: oneOf.map(compact) }),
      ...(items && { items: compact(items) }),
      ...(properties && {
        properties: Object.fromEntries(
          Object.entries(properties).map(([name, property]) => [name, compact(property)]),
        ),
      }),
    }
  }
  function use(name) {
    if (!used.has(name)) {
      // named before it is looked into: a schema may stand in itself
      used.set(name, {})
      used.set(name, compact(schemas[name]))
    }
    return name
  }
  frames.forEach(use)
  await writeFile(
    file('schemas.gen.json'),
    `${JSON.stringify(Object.fromEntries(used), null, 2)}\n`,
  )
}
