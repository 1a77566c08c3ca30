import { lingui } from '@lingui/vite-plugin'
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import tailwindcss from '@tailwindcss/vite'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'vite'
import { chunksByPages } from './scripts/chunks.ts'
import { serviceWorker } from './scripts/serviceWorker.ts'
import { words } from './scripts/words.ts'

/** React changes seldom: browsers keep it over many versions of ours. */
const REACT = /node_modules\/(react|react-dom|scheduler)\//

const plugins = () => [
  react(),
  lingui({ macroTransform: true }),
  words(),
  tailwindcss(),
  // React Aria brings its words in 30 languages
  { ...optimizeLocales.vite({ locales: ['en-US', 'zh-TW'] }), enforce: 'pre' as const },
]

export default defineConfig(
  async ({ command }): Promise<UserConfig> => ({
    plugins: [
      tanstackRouter({
        target: 'react',
        generatedRouteTree: 'src/routeTree.gen.ts',
      }),
      plugins(),
      serviceWorker(),
    ],
    worker: { format: 'es' },
    build: {
      target: 'es2023',
      // the Content-Security-Policy allows no data: fonts or scripts
      assetsInlineLimit: 0,
      // what one screen has of its own is less than the request for it
      cssCodeSplit: false,
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: 'react', test: REACT, priority: 2 },
              {
                name: command === 'build' ? await chunksByPages(plugins) : '',
                // a module that a page needs needs what that page needs: no two files wait for each other
                includeDependenciesRecursively: false,
                priority: 1,
              },
              // what several of those have that are fetched when they are wanted
              {
                name: 'wanted',
                minShareCount: 2,
                entriesAware: true,
                entriesAwareMergeThreshold: 4_000,
              },
            ],
          },
          // what is shared is named after all who share it, which is too long for a file
          chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
        },
      },
    },
    server: {
      port: 5173,
      strictPort: true,
      proxy: {
        '/api': 'http://localhost:8080',
        '/ws': { target: 'ws://localhost:8080', ws: true },
      },
    },
  }),
)
