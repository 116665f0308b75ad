import { randomBytes } from 'node:crypto'
import { type Server } from 'node:http'
import path from 'node:path'
import { createRequestHandler } from '@remix-run/express'
import { type ServerBuild } from '@remix-run/node'
import express, { type NextFunction, type Request, type Response } from 'express'
import { StartProblem } from '#db/embedded.server.ts'
import './load-context.ts'
import { refuseForeignOrigin, refuseHugeBodies } from './request-guards.ts'
import { PACKER_FILE, type ServedScript } from './served-scripts.server.ts'

export type WebServer = { address: string; stop: () => Promise<void> }

/** In development Vite serves assets and gives a fresh build on each request. */
export type BuildSource =
  | {
      mode: 'production'
      build: ServerBuild
      client: string
      scripts: readonly ServedScript[]
    }
  | { mode: 'development'; middleware: express.Handler; loadBuild: () => Promise<ServerBuild> }

/**
 * Serves the portal. Every answer carries the security headers; every request
 * that is not a read must come from the portal's own pages (`Origin`).
 * @throws StartProblem when the port is taken
 */
export async function startWebServer({
  source,
  host,
  port,
  publicOrigin,
}: {
  source: BuildSource
  host: string
  port: number
  publicOrigin: string | undefined
}): Promise<WebServer> {
  const app = express()
  app.disable('x-powered-by')
  app.use(setSecurityHeaders(source.mode))
  app.use(refuseControlCharacters)
  app.use(refuseForeignOrigin(publicOrigin))
  app.use(refuseHugeBodies)
  if (source.mode === 'development') app.use(source.middleware)
  else {
    const { client } = source
    app.get(`/${PACKER_FILE}`, sendPacker(client))
    app.use(
      '/assets',
      express.static(path.join(client, 'assets'), {
        immutable: true,
        maxAge: '1y',
        fallthrough: false,
      }),
    )
    app.use(express.static(client, { maxAge: '1h' }))
  }
  app.all(
    '*',
    createRequestHandler({
      build: source.mode === 'production' ? source.build : source.loadBuild,
      mode: source.mode,
      getLoadContext: (_request, response) => ({
        cspNonce: response.locals.cspNonce as string, // set by setSecurityHeaders
        scripts: source.mode === 'production' ? source.scripts : [],
      }),
    }),
  )

  const server = await listen(app, host, port)
  server.requestTimeout = MOST_UPLOAD_MS
  return {
    address: `http://${host === '127.0.0.1' ? 'localhost' : host}:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A gigabyte of claims takes a quarter of an hour on a slow line; Node would cut it off after five minutes. */
const MOST_UPLOAD_MS = 60 * 60 * 1000

function setSecurityHeaders(mode: BuildSource['mode']) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    const nonce = randomBytes(16).toString('base64')
    response.locals.cspNonce = nonce
    const ownScripts = mode === 'production' ? `'self' 'nonce-${nonce}'` : `'self' 'unsafe-inline'`
    const ownStyles = mode === 'production' ? `'self'` : `'self' 'unsafe-inline'`
    const connections = mode === 'production' ? `'self'` : `'self' ws:`
    response.set({
      'Content-Security-Policy': [
        `default-src 'self'`,
        `script-src ${ownScripts}`,
        `style-src ${ownStyles}`,
        `connect-src ${connections}`,
        `img-src 'self' data:`,
        `font-src 'self'`,
        `object-src 'none'`,
        `base-uri 'none'`,
        `form-action 'self'`,
        `frame-ancestors 'none'`,
      ].join('; '),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
    })
    next()
  }
}

/** An address with a NUL or its like names nothing, and no query could hold it. */
function refuseControlCharacters(request: Request, response: Response, next: NextFunction): void {
  if (!/%(0[0-8bcef]|1[0-9a-f])/i.test(request.originalUrl)) return next()
  response.status(404).type('text/plain; charset=utf-8').send('没有这个页面。')
}

/** The offline sealing tool is saved, never opened here: it is to be used from the disk, under its own policy. */
function sendPacker(client: string): express.Handler {
  return (_request, response) =>
    response.download(path.join(client, PACKER_FILE), PACKER_FILE, {
      headers: { 'Cache-Control': 'no-cache' },
      cacheControl: false,
    })
}

async function listen(app: express.Express, host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host, () => resolve(server))
    server.once('error', (error: NodeJS.ErrnoException) => {
      const problem =
        error.code === 'EADDRINUSE'
          ? `Port ${port} is taken. Stop what uses it, or set PORT to another one.`
          : `The portal cannot listen on ${host}:${port}: ${error.message}`
      reject(new StartProblem(problem, { cause: error }))
    })
  })
}
