import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type { Plugin, Rolldown } from 'vite'

/** What is fetched only when it is wanted and is larger than this, in characters, is kept from the first time that it was. */
const LARGE = 130_000

const PUBLIC = new URL('../public/', import.meta.url)

/** Of a build, the files by which the page stands and does what it can do without a network. */
export function keptFiles(bundle: Rolldown.OutputBundle): string[] {
  const files = Object.values(bundle)
  const chunks = new Map(
    files.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])),
  )
  const needed = new Set<string>()
  const need = (name: string) => {
    const chunk = chunks.get(name)
    if (!chunk || needed.has(name)) return
    needed.add(name)
    for (const next of chunk.imports) need(next)
  }
  for (const chunk of chunks.values())
    if (chunk.isEntry || chunk.facadeModuleId?.includes('/src/pages/')) need(chunk.fileName)
  return files
    .filter((file) => {
      if (file.type === 'chunk') return needed.has(file.fileName) || file.code.length <= LARGE
      // of the fonts the one that both languages need; the others are for formulas and other scripts
      return /\.css$|inter-latin-wght-normal.*\.woff2$/.test(file.fileName)
    })
    .map(({ fileName }) => `/${fileName}`)
    .sort()
}

/** Builds /sw.js, whose version is what it keeps: another build with the same files is the same worker. */
export function serviceWorker(): Plugin {
  return {
    name: 'homeroom:service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        // a worker that is built on its own, or the page that is built to be measured, has none
        const page = bundle['index.html']
        if (page?.type !== 'asset') return
        const files = keptFiles(bundle)
        const names = (await readdir(PUBLIC)).sort()
        const version = createHash('sha256').update(files.join()).update(page.source)
        for (const name of names) version.update(await readFile(new URL(name, PUBLIC)))
        const code = await readFile(new URL('sw.js', import.meta.url), 'utf8')
        const defined = {
          VERSION: version.digest('hex').slice(0, 16),
          FILES: ['/', ...names.map((name) => `/${name}`), ...files],
        }
        const head = Object.entries(defined).map(
          ([name, value]) => `const ${name} = ${JSON.stringify(value)}`,
        )
        this.emitFile({
          type: 'asset',
          fileName: 'sw.js',
          source: `${head.join('\n')}\n${code.replace(/^\/\* global .*\n/m, '')}`,
        })
      },
    },
  }
}
