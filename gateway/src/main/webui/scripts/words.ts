import { resolve } from 'node:path'
import { createCompiledCatalog, getCatalogs } from '@lingui/cli/api'
import { getConfig } from '@lingui/conf'
import type { Plugin } from 'vite'

const SCHEME = 'words:'

/** Which part a source file, as `src/…`, shows its texts with. */
function partOf(file: string): string {
  // the command menu names the sections of the settings, wherever one is
  if (file === 'src/settings/sections.ts') return 'app'
  if (file.startsWith('src/settings/')) return 'settings'
  if (file.startsWith('src/devices/')) return 'devices'
  if (file.startsWith('src/call/stage/')) return 'call'
  if (file.startsWith('src/chat/search/')) return 'search'
  if (file.startsWith('src/chat/history/')) return 'history'
  // few send a message on or report one, or name a time in a video, and fewer answer for what was reported
  if (
    /^src\/chat\/(message\/(ForwardDialog|ReportDialog|reasons)|moment\/MomentDialog|activity\/Reports)\./.test(
      file,
    )
  )
    return 'dialogs'
  // whoever goes astray, or for whom something breaks, need not be signed in
  const isForAll = /^src\/(account|app|pages|shared)\/|^src\/shell\/(NotFound|Crash)\./.test(file)
  return isForAll ? 'start' : 'app'
}

/** Where a text stands that is used in some parts: all of them have what is in `start`, and all but it what is in `app`. */
function partFor(parts: ReadonlySet<string>): string | undefined {
  if (parts.has('start')) return 'start'
  return parts.has('app') || parts.size > 1 ? 'app' : [...parts][0]
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
        const files = (known[text]?.origin ?? []).map(([file]) => file)
        return partFor(new Set(files.map(partOf))) === part
      })
      const { source, errors } = createCompiledCatalog(locale, Object.fromEntries(own), {
        namespace: 'es',
      })
      if (errors.length > 0) throw new Error(errors.map(({ error }) => error.message).join('\n'))
      return source
    },
  }
}
