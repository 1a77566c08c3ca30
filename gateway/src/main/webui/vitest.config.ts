import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { lingui } from '@lingui/vite-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { words } from './scripts/words.ts'

/** `$CHROMIUM`, else one on PATH, else (undefined) the one that Playwright has downloaded. */
function chromium(): string | undefined {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  const names = ['chromium', 'chromium-browser', 'google-chrome']
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const ONE_PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

/** Photos for tests: all that are asked for are there, but those of `missing`. */
const photos: Plugin = {
  name: 'photos',
  configureServer: ({ middlewares }) => {
    middlewares.use('/api/users/photos', ({ url = '' }, response) => {
      response.statusCode = url.startsWith('/missing/') ? 404 : 200
      response.setHeader('Content-Type', 'image/png')
      response.end(response.statusCode === 200 ? Buffer.from(ONE_PIXEL, 'base64') : '')
    })
  },
}

const plugins = () => [react(), lingui({ macroTransform: true }), words(), tailwindcss()]
const executablePath = chromium()

export default defineConfig({
  test: {
    projects: [
      {
        plugins: plugins(),
        test: { name: 'unit', include: ['src/**/*.test.ts'], environment: 'node' },
      },
      {
        plugins: [...plugins(), photos],
        // found while a test runs, a dependency would be bundled anew and the page reloaded under it
        optimizeDeps: {
          entries: ['src/**/*.tsx', 'src/**/*.ts'],
          include: ['axe-core', 'frimousse'],
        },
        worker: { format: 'es' },
        test: {
          name: 'components',
          include: ['src/**/*.test.tsx'],
          // tabs of one browser tell each other who is signed in; tests are no such tabs
          fileParallelism: false,
          setupFiles: ['src/shared/testing/setup.ts'],
          // what an expectation waits for; a machine that builds at the same time is slow
          expect: { poll: { timeout: 5_000 } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(executablePath ? { executablePath } : {}),
                args: [
                  '--no-sandbox',
                  '--disable-background-networking',
                  '--disable-sync',
                  // a camera that is always there, and a person who always allows it
                  '--use-fake-device-for-media-stream=device-count=2',
                  '--use-fake-ui-for-media-stream',
                  // and a line from this machine to itself
                  '--allow-loopback-in-peer-connection',
                  '--autoplay-policy=no-user-gesture-required',
                ],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
