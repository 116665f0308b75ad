import {
  type ChunkPlace,
  envelopeBytes,
  listChunks,
  readHeader,
} from '#app/sealing/envelope-header.ts'

/** Where an envelope's bytes come from: this browser's store, or a packed file. */
export type EnvelopeSource = {
  header: Uint8Array
  readChunk: (place: { file: number; position: number }) => Promise<Uint8Array | undefined>
}

/** The way to the portal, with the pace of it. */
export type UploadRoute = {
  base: string // /lots/…/bid/uploads
  fetch: (address: string, init: RequestInit) => Promise<Response>
  wait: (milliseconds: number) => Promise<void>
  signal: AbortSignal
  onSent: (bytes: number, total: number) => void
  onRetry: (attempt: number) => void // the network is away; it is being tried again
}

export type UploadEnd =
  | { ok: true; uploadId: string }
  | { ok: false; paused: true }
  | { ok: false; paused: false; error: string }

/** Chunks on their way at once: enough to fill a line with a long way, few enough to stay small. */
const AT_ONCE = 3
const MOST_ATTEMPTS = 8

/**
 * Sends what the portal does not have of an envelope. Called again after a pause, a lost
 * network or a reload, it goes on where it stopped.
 */
export async function uploadEnvelope(
  source: EnvelopeSource,
  route: UploadRoute,
): Promise<UploadEnd> {
  const header = readHeader(source.header)
  if (!header.ok) return { ok: false, paused: false, error: '密封件不完整，请重新密封' }
  const total = envelopeBytes(header.value)
  try {
    const { uploadId } = await ask<{ uploadId: string }>(route, route.base, {
      method: 'POST',
      body: new Blob([new Uint8Array(source.header)]),
    })
    const address = `${route.base}/${uploadId}`
    const { stored } = await ask<{ stored: { file: number; position: number }[] }>(
      route,
      address,
      {},
    )
    const there = new Set(stored.map(({ file, position }) => `${file}.${position}`))
    const missing = listChunks(header.value).filter(
      ({ file, position }) => !there.has(`${file}.${position}`),
    )
    let sent = total - missing.reduce((sum, { size }) => sum + size, 0)
    route.onSent(sent, total)
    const sendNext = async (): Promise<void> => {
      for (let chunk = missing.shift(); chunk; chunk = missing.shift()) {
        await sendChunk(source, route, `${address}/chunks`, chunk)
        sent += chunk.size
        route.onSent(sent, total)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, sendNext))
    return { ok: true, uploadId }
  } catch (error) {
    if (route.signal.aborted) return { ok: false, paused: true }
    if (error instanceof Refused) return { ok: false, paused: false, error: error.message }
    throw error
  }
}

/** The portal said no, or could not be reached for long. */
class Refused extends Error {}

async function sendChunk(
  source: EnvelopeSource,
  route: UploadRoute,
  base: string,
  { file, position }: ChunkPlace,
): Promise<void> {
  const bytes = await source.readChunk({ file, position })
  if (!bytes) throw new Refused('密封件在本机的存储已被清除，请重新密封')
  await ask(route, `${base}/${file}/${position}`, {
    method: 'PUT',
    body: new Blob([new Uint8Array(bytes)]),
  })
}

/** Asks until the portal answers; what it refuses is not asked again. */
export async function ask<Answer>(
  { fetch, wait, signal, onRetry }: Pick<UploadRoute, 'fetch' | 'wait' | 'signal' | 'onRetry'>,
  address: string,
  init: RequestInit,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted()
    const response = await fetch(address, { ...init, signal }).catch(() => undefined)
    signal.throwIfAborted()
    if (response && response.status < 500) return readAnswer<Answer>(response)
    if (attempt === MOST_ATTEMPTS)
      throw new Refused('网络或服务器暂时不通，已上传的部分保留，请稍后继续')
    onRetry(attempt)
    await wait(Math.min(15_000, 500 * 2 ** attempt))
  }
}

async function readAnswer<Answer>(response: Response): Promise<Answer> {
  const isJson = /\bapplication\/json\b/.test(response.headers.get('Content-Type') ?? '')
  if (!isJson) throw new Refused('服务器没有接受这次请求，请刷新页面后继续')
  const answer = (await response.json()) as Answer & { error?: string } // the portal's own routes
  if (!response.ok) throw new Refused(answer.error ?? '服务器没有接受这次请求')
  return answer
}
