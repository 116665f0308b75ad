import '@remix-run/node'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import { packerPlugin } from './app/packer/build-packer.ts'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

export default defineConfig({
  build: { target: 'es2022', assetsInlineLimit: 0 }, // no data: URLs, the CSP refuses them
  // An import of types only must vanish, or the browser would load server packages in development.
  esbuild: { tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: false } } },
  plugins: [
    packerPlugin('sealing-tool.html'),
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
        v3_routeConfig: true,
      },
    }),
  ],
})
