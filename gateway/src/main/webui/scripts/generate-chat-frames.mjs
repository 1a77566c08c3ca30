// Generates the types and the checks of the chat socket's frames from its AsyncAPI document, which the service is
// tested against. The checks are compiled ahead of time: a strict Content-Security-Policy allows no eval.
import { readFile, writeFile } from 'node:fs/promises'
import { Ajv } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'
import { compile } from 'json-schema-to-typescript'

const source = new URL(
  '../../../../../chat-service/src/main/resources/META-INF/asyncapi/chat.json',
  import.meta.url,
)
const target = (name) => new URL(`../src/chat/wire/${name}`, import.meta.url)
const header =
  '// Generated from chat-service/src/main/resources/META-INF/asyncapi/chat.json by "npm run generate".\n'

const document = JSON.parse(await readFile(source, 'utf8'))
const { schemas } = document.components

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
await writeFile(target('frames.gen.ts'), types)

const ajv = new Ajv({
  code: { source: true, esm: true, lines: true },
  // lengths are in UTF-16 units here: incoming text has a least length only, which is the same in both
  unicode: false,
  logger: false,
  messages: false,
  // the formats as the contract narrows them: lower-case ids, instants in UTC
  formats: {
    uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/,
  },
})
ajv.addSchema({ $id: 'frames', $defs: local })
const exported = Object.fromEntries(frames.map((name) => [`is${name}`, `frames#/$defs/${name}`]))
const code = standalone
  .default(ajv, exported)
  .replace(/^"use strict";/, '')
  // a third of it would say what is wrong, which nobody asks
  .replace(/\{instancePath[^{}]*params:\{[^{}]*\}\}/g, '0')
await writeFile(target('checks.gen.js'), `${header}${code}`)
await writeFile(
  target('checks.gen.d.ts'),
  `${header}import type { ${frames.join(', ')} } from './frames.gen'\n${frames.map((name) => `export function is${name}(value: unknown): value is ${name}\n`).join('')}`,
)
