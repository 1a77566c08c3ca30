import { resolve } from 'node:path'
import { createCompiledCatalog, getCatalogs } from '@lingui/cli/api'
import { getConfig } from '@lingui/conf'
import type { Plugin } from 'vite'

const SCHEME = 'words:'

/** In the order in which they are fetched; a text stands in the first part that has a use for it. */
const PARTS = ['start', 'app', 'settings', 'search']

/** Which part a source file, as `src/…`, shows its texts with. */
function partOf(file: string): string {
  if (file.startsWith('src/settings/')) return 'settings'
  if (file.startsWith('src/chat/search/')) return 'search'
  return /^src\/(account|app|pages|shared)\//.test(file) ? 'start' : 'app'
}

/**
 * Makes the modules `words:<language>/<part>`: a screen brings its own texts rather than those of all. The catalogs
 * say where each text is used, so nobody keeps a list.
 */
export function words(): Plugin {
  const config = getConfig()
  return {
    name: 'words',
    resolveId: (id) => (id.startsWith(SCHEME) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith(`\0${SCHEME}`)) return undefined
      const [locale = '', part = ''] = id.slice(SCHEME.length + 1).split('/')
      const [catalog] = await getCatalogs(config)
      if (!catalog) throw new Error('lingui.config names no catalog')
      this.addWatchFile(resolve(catalog.getFilename(locale)))
      const known = (await catalog.read(locale)) ?? {}
      const { messages } = await catalog.getTranslations(locale, {
        fallbackLocales: config.fallbackLocales,
        sourceLocale: config.sourceLocale ?? locale,
      })
      const own = Object.entries(messages).filter(([text]) => {
        const parts = (known[text]?.origin ?? []).map(([file]) => partOf(file))
        return PARTS.find((each) => parts.includes(each)) === part
      })
      const { source, errors } = createCompiledCatalog(locale, Object.fromEntries(own), {
        namespace: 'es',
      })
      if (errors.length > 0) throw new Error(errors.map(({ error }) => error.message).join('\n'))
      return source
    },
  }
}
