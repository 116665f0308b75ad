import { expect, test } from 'vitest'
import {
  type EnvelopeSource,
  type UploadRoute,
  uploadEnvelope,
} from '#app/components/bid-composer/upload-envelope.ts'
import { type SealedChunk, sealBid } from '#app/sealing/seal-bid.ts'
import { makeSealingKey } from '#app/sealing/sealing-key.ts'
import { buildBidContent } from '#tests/factories/tender-terms.ts'

const MEBIBYTE = 1024 * 1024

async function sealLarge(): Promise<EnvelopeSource & { chunks: SealedChunk[] }> {
  const keys = await Promise.all([1, 2, 3, 4].map(() => makeSealingKey()))
  const [bidderRecipient = '', ...holders] = keys.map(({ recipient }) => recipient)
  const { attachments: _, ...offer } = buildBidContent()
  const file = new Blob([new Uint8Array(5 * MEBIBYTE)])
  const chunks: SealedChunk[] = []
  const { header } = await sealBid(
    {
      target: {
        tenderId: 'tender',
        lotId: 'lot',
        tenderVersion: 1,
        bidderId: 'bidder',
        threshold: 2,
        holders,
        bidderRecipient,
      },
      offer,
      files: [{ kind: 'other', name: '材料.pdf', size: file.size, stream: () => file.stream() }],
    },
    async (chunk) => void chunks.push(chunk),
  )
  const readChunk = async (place: { file: number; position: number }) =>
    chunks.find((chunk) => chunk.file === place.file && chunk.position === place.position)?.bytes
  return { header, readChunk, chunks }
}

/** A portal in memory that stores what it is sent and can fail when told to. */
function portal(
  fail: (request: string) => 'network' | 'busy' | 'refuse' | undefined = () => undefined,
) {
  const stored = new Set<string>()
  const received: string[] = []
  const stop = new AbortController()
  const waited: number[] = []
  const route: UploadRoute = {
    base: '/uploads',
    signal: stop.signal,
    onSent: () => {},
    onRetry: () => {},
    wait: async (milliseconds) => void waited.push(milliseconds),
    async fetch(address, { method = 'GET' }) {
      const request = `${method} ${address}`
      const failure = fail(request)
      if (failure === 'network') throw new TypeError('no network')
      if (failure === 'busy') return new Response('busy', { status: 503 })
      if (failure === 'refuse') return Response.json({ error: '投标已经截止' }, { status: 409 })
      if (method === 'POST') return Response.json({ uploadId: 'upload' })
      if (method === 'PUT') {
        received.push(address)
        stored.add(address.split('/').slice(-2).join('.'))
        return Response.json({})
      }
      const places = [...stored].map((place) => place.split('.').map(Number))
      return Response.json({ stored: places.map(([file, position]) => ({ file, position })) })
    },
  }
  return { route, stored, received, stop, waited }
}

test('every chunk is sent once, and the progress ends at the whole', async () => {
  const envelope = await sealLarge()
  const { route, received } = portal()
  const progress: [number, number][] = []
  const end = await uploadEnvelope(envelope, {
    ...route,
    onSent: (bytes, total) => progress.push([bytes, total]),
  })
  expect(end).toEqual({ ok: true, uploadId: 'upload' })
  expect(received).toHaveLength(envelope.chunks.length)
  expect(new Set(received).size).toBe(envelope.chunks.length)
  const [bytes, total] = progress.at(-1) ?? []
  expect(bytes).toBe(total)
})

test('an upload that was paused goes on with what is missing only', async () => {
  const envelope = await sealLarge()
  const first = portal()
  const paused = await uploadEnvelope(envelope, {
    ...first.route,
    async fetch(address, init) {
      const answer = await first.route.fetch(address, init)
      if (first.received.length === 3) first.stop.abort()
      return answer
    },
  })
  expect(paused).toEqual({ ok: false, paused: true })
  const before = first.received.length
  const again = { ...first.route, signal: new AbortController().signal }
  expect(await uploadEnvelope(envelope, again)).toEqual({ ok: true, uploadId: 'upload' })
  expect(first.received.length).toBe(envelope.chunks.length)
  expect(before).toBeLessThan(envelope.chunks.length)
  expect(new Set(first.received).size).toBe(first.received.length)
})

test('a network that comes back is tried again, each time after a longer wait', async () => {
  const envelope = await sealLarge()
  let failures = 0
  const { route, waited } = portal((request) => {
    if (!request.startsWith('PUT') || failures >= 3) return undefined
    failures += 1
    return failures === 2 ? 'busy' : 'network'
  })
  expect(await uploadEnvelope(envelope, route)).toEqual({ ok: true, uploadId: 'upload' })
  expect(waited).toHaveLength(3)
})

test('a network that stays away ends the upload in words, and what arrived is kept', async () => {
  const envelope = await sealLarge()
  const { route, waited } = portal((request) => (request.startsWith('PUT') ? 'network' : undefined))
  expect(await uploadEnvelope(envelope, route)).toMatchObject({ ok: false, paused: false })
  expect(Math.max(...waited)).toBe(15_000)
})

test('what the portal refuses is said as it said it, and not asked again', async () => {
  const envelope = await sealLarge()
  let asked = 0
  const { route } = portal((request) => {
    if (!request.startsWith('POST')) return undefined
    asked += 1
    return 'refuse'
  })
  expect(await uploadEnvelope(envelope, route)).toEqual({
    ok: false,
    paused: false,
    error: '投标已经截止',
  })
  expect(asked).toBe(1)
})

test('chunks that this browser has lost stop the upload in words', async () => {
  const { header } = await sealLarge()
  const { route } = portal()
  const end = await uploadEnvelope({ header, readChunk: async () => undefined }, route)
  expect(end).toMatchObject({ ok: false, error: expect.stringContaining('重新密封') })
})
