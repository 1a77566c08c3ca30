import { lingui } from '@lingui/vite-plugin'
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import tailwindcss from '@tailwindcss/vite'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** What every screen needs, in few files that change seldom: a cold start asks for little, a warm one for nothing. */
const groups = [
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 30 },
  {
    name: 'core',
    test: /node_modules\/(@tanstack\/(react-router|router-core|history|react-store|store)|@lingui|zustand)\//,
    priority: 20,
  },
  { name: 'icons', test: /node_modules\/lucide-react\//, priority: 15 },
]

export default defineConfig({
  plugins: [
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      generatedRouteTree: 'src/routeTree.gen.ts',
    }),
    react(),
    lingui({ macroTransform: true }),
    tailwindcss(),
    // React Aria brings its words in 30 languages
    { ...optimizeLocales.vite({ locales: ['en-US', 'zh-TW'] }), enforce: 'pre' },
  ],
  build: {
    target: 'es2023',
    // the Content-Security-Policy allows no data: fonts or scripts
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups } } },
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
