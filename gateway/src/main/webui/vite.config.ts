import { lingui } from '@lingui/vite-plugin'
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import tailwindcss from '@tailwindcss/vite'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { words } from './scripts/words.ts'

/**
 * Few files, so that a cold start asks for little: React, which changes seldom, then what several screens share, by who
 * shares it. Pieces of less than this many bytes join their neighbours.
 */
const SMALL = 12_000
const groups = [
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 3 },
  { name: 'start', tags: ['$initial' as const], priority: 2 },
  // what every page has: a piece of it beside a screen's own would bring the screen with it
  {
    name: 'start',
    test: /node_modules\/@tanstack\/(react-router|router-core|history|store|react-store)\//,
    priority: 2,
  },
  // joined with anything else, either would be fetched where it is not needed
  { name: 'forms', test: /node_modules\/(zod|react-hook-form|@hookform)\//, priority: 2 },
  { name: 'icons', test: /node_modules\/lucide-react\//, priority: 2 },
  // whoever reads messages, in a chat or a channel: beside small pieces of the list it would come with the list
  {
    name: 'messages',
    test: /src\/chat\/(conversation\/(?!Markdown|markdown)|files\/(?!Viewer|Uploads|File[AD]|tus|fileKinds|useFilesWords))|node_modules\/(thumbhash|@tanstack\/(react-virtual|virtual-core))\//,
    priority: 1.5,
    includeDependenciesRecursively: false,
  },
  {
    name: 'shared',
    minShareCount: 2,
    entriesAware: true,
    entriesAwareMergeThreshold: SMALL,
    priority: 1,
  },
]

export default defineConfig({
  plugins: [
    tanstackRouter({
      target: 'react',
      generatedRouteTree: 'src/routeTree.gen.ts',
    }),
    react(),
    lingui({ macroTransform: true }),
    words(),
    tailwindcss(),
    // React Aria brings its words in 30 languages
    { ...optimizeLocales.vite({ locales: ['en-US', 'zh-TW'] }), enforce: 'pre' },
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
        codeSplitting: { groups },
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
})
