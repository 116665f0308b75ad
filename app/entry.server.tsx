import {
  type AppLoadContext,
  type EntryContext,
  createReadableStreamFromReadable,
} from '@remix-run/node'
import { RemixServer, isRouteErrorResponse } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { errorForLog } from '#app/http/error-for-log.ts'
import { NonceContext } from '#app/http/nonce.ts'
import { withoutNul } from '#app/http/without-nul.ts'

const RENDER_TIMEOUT_MS = 10_000

/** Renders a page with the request's nonce; robots wait for the whole page. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { cspNonce }: AppLoadContext,
): Promise<Response> {
  const ready = isbot(request.headers.get('User-Agent')) ? 'onAllReady' : 'onShellReady'
  return new Promise((resolve, reject) => {
    let responseStatus = status
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={cspNonce}>
        <RemixServer context={remixContext} url={request.url} nonce={cspNonce} />
      </NonceContext.Provider>,
      {
        nonce: cspNonce,
        [ready]: () => {
          const body = withoutNul()
          headers.set('Content-Type', 'text/html; charset=utf-8')
          headers.set('Cache-Control', 'no-store')
          resolve(
            new Response(createReadableStreamFromReadable(body), {
              headers,
              status: responseStatus,
            }),
          )
          pipe(body)
        },
        onShellError: reject,
        onError: () => {
          responseStatus = 500
        },
      },
    )
    setTimeout(abort, RENDER_TIMEOUT_MS).unref()
  })
}

/** The log of bugs; an aborted request and an address that is not there are none. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted || isErrorResponse(error)) return
  // oxlint-disable-next-line no-console -- the server's own error log; the page shows no detail
  console.error(errorForLog(error))
}

function isErrorResponse(error: unknown): boolean {
  return isRouteErrorResponse(error) && error.status < 500
}
