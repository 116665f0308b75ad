import { type NextFunction, type Request, type Response } from 'express'
import { verifyRequestOrigin } from 'lucia'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Where claims are sent by a program, which shows a token instead of a session. */
const CLAIMS_API = /^\/api\/contract-years\/[^/]+\/claims$/
/** Where claims are sent from a page, with and without scripts. */
const CLAIMS_PAGES = /^\/contract-years\/[^/]+\/claims\/(?:new|upload)$/

/**
 * Remix has no protection against forged forms of its own. A request of a program needs none:
 * it has a token that no browser adds by itself, and no cookie that would count.
 */
export function refuseForeignOrigin(publicOrigin: string | undefined) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (READS.has(request.method) || isProgram(request)) return next()
    const origin = request.get('Origin')
    const ownHosts = publicOrigin ? [publicOrigin] : [request.get('Host') ?? '']
    if (origin && verifyRequestOrigin(origin, ownHosts)) return next()
    response
      .status(403)
      .type('text/plain; charset=utf-8')
      .send('请求来源不是本网站，已拒绝。请从本网站页面重新提交。')
  }
}

function isProgram(request: Request): boolean {
  return (
    CLAIMS_API.test(request.path) &&
    /^Bearer /i.test(request.get('Authorization') ?? '') &&
    request.get('Cookie') === undefined
  )
}

const MIB = 1024 * 1024
const MOST_BODY_BYTES = 25 * MIB // one attachment of 20 MiB with its form
const MOST_CLAIMS_BYTES = 2048 * MIB // ten million claims are about 1 GiB

/**
 * Remix reads a whole body into memory, so its size must be known and small before it is read.
 * Claims are read as they arrive and never kept whole, so theirs may be large, but known too.
 */
export function refuseHugeBodies(request: Request, response: Response, next: NextFunction): void {
  const isClaims = CLAIMS_API.test(request.path) || CLAIMS_PAGES.test(request.path)
  const most = isClaims ? MOST_CLAIMS_BYTES : MOST_BODY_BYTES
  const announced = request.get('Content-Length')
  const isUnknown = announced === undefined && request.get('Transfer-Encoding') !== undefined
  if (!isUnknown && Number(announced ?? 0) <= most) return next()
  const message = `上传内容过大：每次提交不超过 ${most / MIB} MiB${isClaims ? '，并须事先声明长度（Content-Length）' : ''}。`
  // The rest is read and dropped: a browser that is cut off shows no answer at all.
  request.resume()
  request.once('end', () => {
    if (CLAIMS_API.test(request.path)) response.status(413).json({ error: 'too-large', message })
    else response.status(413).type('text/plain; charset=utf-8').send(message)
  })
}
