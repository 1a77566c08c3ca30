import { mergeConfig } from 'vite'
import base from '../vite.config'

const origin = 'http://localhost:18090'
const configure = (proxy: any) => {
  for (const e of ['proxyReq', 'proxyReqWs']) proxy.on(e, (r: any) => r.setHeader('origin', origin))
}
export default mergeConfig(base, {
  root: '/tmp/c-scratch/base/gateway/src/main/webui',
  server: {
    port: 5199,
    strictPort: true,
    proxy: {
      '/api': { target: origin, changeOrigin: true, configure },
      '/ws': { target: 'ws://localhost:18090', ws: true, changeOrigin: true, configure },
    },
  },
})
