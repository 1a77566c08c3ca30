import { basename, extname } from 'node:path'
import { build, type PluginOption, type Rolldown } from 'vite'

/** Where everything begins, the frame in which everything stands for those who are signed in, and what others see. */
const START = 'main'
const FRAME = 'signedIn'
const OUTSIDE = 'signedOut'

const SEPARATOR = '-'

/** What several pages need and has fewer characters than this comes with the frame: a file of its own costs more. */
const LITTLE = 12_000

const nameOf = (id: string) => basename(id, extname(id))

/**
 * Puts a module into one file with those that the same pages need, so that a cold start asks for few files with
 * nothing in them that its page could do without. What pages need is what they import at once; what they fetch when it
 * is wanted is left to be split by default.
 *
 * Only the bundler knows what of a library is left when the rest is shaken off, so it bundles once to tell.
 */
export async function chunksByPages(
  plugins: () => PluginOption[],
): Promise<(module: string) => string | null> {
  const bundle = (await build({
    configFile: false,
    logLevel: 'silent',
    plugins: plugins(),
    build: { write: false, minify: false, target: 'es2023' },
  })) as Rolldown.RolldownOutput
  const chunks = new Map(
    bundle.output.filter((file) => file.type === 'chunk').map((chunk) => [chunk.fileName, chunk]),
  )
  const needed = (file: string, known: Set<string>): Set<string> => {
    const chunk = chunks.get(file)
    if (!chunk || known.has(file)) return known
    known.add(file)
    for (const next of chunk.imports) needed(next, known)
    return known
  }
  const pages = new Map<string, string[]>()
  for (const chunk of chunks.values()) {
    const { facadeModuleId: id } = chunk
    if (!id || !(chunk.isEntry || id.includes('/src/pages/'))) continue
    for (const file of needed(chunk.fileName, new Set()))
      for (const module of chunks.get(file)?.moduleIds ?? [])
        pages.set(
          module,
          [...(pages.get(module) ?? []), chunk.isEntry ? START : nameOf(id)].toSorted(),
        )
  }
  const sizes = new Map<string, number>()
  for (const chunk of chunks.values())
    for (const [module, { renderedLength }] of Object.entries(chunk.modules)) {
      const by = pages.get(module)?.join(SEPARATOR)
      if (by) sizes.set(by, (sizes.get(by) ?? 0) + renderedLength)
    }
  const above = (by: string[]) =>
    [...sizes.keys()]
      .map((key) => key.split(SEPARATOR))
      .filter((more) => more.length > by.length && by.every((page) => more.includes(page)))
  /** Whether it comes with the frame; if so, what it imports does too. */
  const isFramed = (by: string[]): boolean =>
    by.includes(FRAME) ||
    by.includes(START) ||
    (by.length > 2 && (sizes.get(by.join(SEPARATOR)) ?? 0) < LITTLE && above(by).every(isFramed))

  return (module) => {
    const by = pages.get(module)
    if (!by) return null
    // whoever sees another page has these already
    if (by.includes(START)) return START
    if (!isFramed(by)) return by.join(SEPARATOR)
    return by.includes(OUTSIDE) ? `${FRAME}${SEPARATOR}${OUTSIDE}` : FRAME
  }
}
