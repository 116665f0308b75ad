import { expect, test } from 'vitest'
import { buildBidContent } from '#tests/factories/tender-terms.ts'
import { listChunks, readHeader, type SealingTarget } from '#app/sealing/envelope-header.ts'
import {
  combineShares,
  openBidText,
  openBidderCopy,
  openFile,
  openShare,
} from '#app/sealing/open-envelope.ts'
import { type SealedChunk, sealBid } from '#app/sealing/seal-bid.ts'
import { makeSealingKey } from '#app/sealing/sealing-key.ts'

test('k officers open a bid with its attachments, and so does its bidder', async () => {
  const officers = [await makeSealingKey(), await makeSealingKey(), await makeSealingKey()]
  const bidder = await makeSealingKey()
  const target: SealingTarget = {
    tenderId: 't',
    lotId: 'l',
    tenderVersion: 1,
    bidderId: 'b',
    threshold: 2,
    holders: officers.map(({ recipient }) => recipient),
    bidderRecipient: bidder.recipient,
  }
  const { attachments: _, ...offer } = buildBidContent()
  const file = new Blob([new Uint8Array(2_500_000).fill(7)])
  const chunks: SealedChunk[] = []
  let t = performance.now()
  const { header } = await sealBid(
    {
      target,
      offer,
      files: [{ kind: 'other', name: 'a.pdf', size: file.size, stream: () => file.stream() }],
    },
    async (chunk) => void chunks.push(chunk),
  )
  console.log('seal', performance.now() - t)
  t = performance.now()
  const read = readHeader(header)
  if (!read.ok) throw new Error(read.refusal)
  expect(chunks.length).toBe(listChunks(read.value).length)
  const shares: Uint8Array[] = []
  for (const position of [2, 0]) {
    const share = await openShare(read.value, position, officers[position]?.identity ?? '')
    if (!share.ok) throw new Error(share.refusal)
    shares.push(share.value)
  }
  const key = await combineShares(read.value, shares)
  expect(key).toBe(await openBidderCopy(read.value, bidder.identity))
  const text = chunks.find(({ file }) => file === 0)
  const content = await openBidText(read.value, key ?? '', text?.bytes ?? new Uint8Array())
  expect(content).toMatchObject({
    ok: true,
    value: { ...offer, attachments: [{ fileName: 'a.pdf', size: 2_500_000 }] },
  })
  const cipher = new Blob(
    chunks.filter(({ file }) => file === 1).map(({ bytes }) => new Uint8Array(bytes)),
  )
  const plain = await new Response(
    await openFile(key ?? '', cipher.stream(), 2_500_000),
  ).arrayBuffer()
  expect(plain.byteLength).toBe(2_500_000)
  console.log('open', performance.now() - t, header.length)
})
