// Fails if what is generated is not what the sources give, or if a text lacks its translation.
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

/** The date in a catalog's head changes with every run. */
const content = (file) => readFileSync(file, 'utf8').replace(/^"POT-Creation-Date.*$/m, '')
const generated = () =>
  new Map(
    globSync(['src/**/*.gen.{ts,json}', 'src/locales/*.po'])
      .filter((file) => !file.endsWith('routeTree.gen.ts'))
      .map((file) => [file, content(file)]),
  )

const before = generated()
execFileSync('npm', ['run', '--silent', 'generate'], { stdio: ['ignore', 'ignore', 'inherit'] })
execFileSync('npm', ['run', '--silent', 'texts'], { stdio: ['ignore', 'ignore', 'inherit'] })
const stale = [...generated()].filter(([file, text]) => before.get(file) !== text)

/** An entry with a text and an empty translation. */
const untranslated = (file) =>
  readFileSync(file, 'utf8')
    .split('\n\n')
    .filter(
      (entry) =>
        /^msgstr(\[\d\])? ""$(?!\n")/m.test(entry) && !/^#~|^msgid ""$\nmsgstr/m.test(entry),
    )
    .map((entry) => entry.match(/^msgid .*/m)?.[0] ?? entry)

const missing = globSync('src/locales/*.po').flatMap(untranslated)

for (const [file] of stale) console.error(`was not up to date, and is now: ${file}`)
for (const text of missing) console.error(`has no translation: ${text}`)
process.exit(stale.length + missing.length === 0 ? 0 : 1)
