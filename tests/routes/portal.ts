import path from 'node:path'
import { type ServerBuild, createRequestHandler } from '@remix-run/node'
import '#app/http/load-context.ts'

const APP = path.resolve(import.meta.dirname, '../../app')

export type Portal = (request: Request) => Promise<Response>

/** Every address of the product, as app/routes.ts lists them. */
export async function listRoutes(): Promise<{ id: string; path: string; file: string }[]> {
  const { default: routes } = await import('#app/routes.ts')
  return (await routes).map(({ file, path: address = '' }) => ({
    id: file.replace(/^\.\//, '').replace(/\.tsx?$/, ''),
    path: address,
    file: path.join(APP, file),
  }))
}

/**
 * The whole portal as one function from request to answer: the real routes, rendered as
 * the server renders them, without a bundle. It uses the database in the environment.
 */
export async function loadPortal(): Promise<Portal> {
  const routes = await listRoutes()
  const modules = await Promise.all(routes.map(({ file }) => import(/* @vite-ignore */ file)))
  const root = { id: 'root', path: '', module: await import('#app/root.tsx') }
  const children = routes.map(({ id, path: address }, index) => ({
    id,
    parentId: 'root',
    path: address === '' ? undefined : address,
    index: address === '' ? true : undefined,
    module: modules[index],
  }))
  const all = [root, ...children]
  const build = {
    mode: 'production',
    entry: { module: await import('#app/entry.server.tsx') },
    routes: Object.fromEntries(all.map((route) => [route.id, route])),
    assets: {
      version: 'test',
      url: '/assets/manifest.js',
      entry: { module: '/assets/entry.js', imports: [] },
      routes: Object.fromEntries(
        all.map(({ module, ...route }) => [
          route.id,
          {
            ...route,
            module: `/assets/${route.id}.js`,
            hasAction: 'action' in module,
            hasLoader: 'loader' in module,
            hasClientAction: false,
            hasClientLoader: false,
            hasErrorBoundary: 'ErrorBoundary' in module,
          },
        ]),
      ),
    },
    publicPath: '/',
    assetsBuildDirectory: '',
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_routeConfig: true,
      v3_singleFetch: true,
      v3_lazyRouteDiscovery: true,
      unstable_optimizeDeps: false,
    },
    isSpaMode: false,
  } as unknown as ServerBuild // what remix vite:build writes
  const handle = createRequestHandler(build, 'production')
  return (request) => handle(request, { cspNonce: 'nonce', scripts: [] })
}
