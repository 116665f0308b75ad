import '@remix-run/node'
import { type ServedScript } from './served-scripts.server.ts'

declare module '@remix-run/node' {
  interface AppLoadContext {
    cspNonce: string
    scripts: readonly ServedScript[] // none in development, where they change by the minute
  }
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext {
    cspNonce: string
    scripts: readonly ServedScript[] // none in development, where they change by the minute
  }
}
