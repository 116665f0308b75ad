import fc from 'fast-check'
import { combine } from 'shamir-secret-sharing'
import { expect, test } from 'vitest'
import {
  CHUNK_BYTES,
  checkTarget,
  envelopeBytes,
  listChunks,
} from '#app/sealing/envelope-header.ts'
import { readHeader, writeHeader } from '#app/sealing/envelope-header.ts'
import {
  combineShares,
  isBidKey,
  openBidText,
  openBidderCopy,
  openFile,
  openShare,
} from '#app/sealing/open-envelope.ts'
import { decryptWith, makeSealingKey } from '#app/sealing/sealing-key.ts'
import {
  type SealedBid,
  buildOffer,
  ciphertextOf,
  fileOf,
  sealOne,
  unevenBytes,
} from './sealed-bid.ts'

async function sharesOf({ parsed, officers }: SealedBid, positions: readonly number[]) {
  const opened = positions.map(async (position) => {
    const share = await openShare(parsed, position, officers[position]?.identity ?? '')
    if (!share.ok) throw new Error(share.refusal)
    return share.value
  })
  return Promise.all(opened)
}

async function readWhole(key: string, ciphertext: Uint8Array, size?: number): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(ciphertext)]).stream()
  return new Uint8Array(await new Response(await openFile(key, stream, size)).arrayBuffer())
}

test('k officers open a bid with its attachments, byte for byte, and so does its bidder', async () => {
  const contents = [unevenBytes(2_500_000), unevenBytes(1)]
  const files = contents.map((content, index) => fileOf(`附件${index}.pdf`, content))
  const bid = await sealOne({ files })
  const key = await combineShares(bid.parsed, await sharesOf(bid, [2, 0]))
  expect(key).toBe(await openBidderCopy(bid.parsed, bid.bidder.identity))
  expect(await openBidText(bid.parsed, key ?? '', ciphertextOf(bid, 0))).toMatchObject({
    ok: true,
    value: { ...bid.offer, attachments: files.map(({ name, size }) => ({ fileName: name, size })) },
  })
  for (const [index, content] of contents.entries()) {
    const opened = await readWhole(key ?? '', ciphertextOf(bid, index + 1), content.length)
    expect(Buffer.compare(opened, content)).toBe(0)
  }
})

test('any k of n officers open a bid and no k−1 do', async () => {
  const quorum = fc.integer({ min: 3, max: 7 }).chain((holders) =>
    fc.record({
      holders: fc.constant(holders),
      threshold: fc.integer({ min: Math.floor(holders / 2) + 1, max: holders }),
      order: fc.shuffledSubarray([...Array(holders).keys()], { minLength: holders }),
    }),
  )
  await fc.assert(
    fc.asyncProperty(quorum, async ({ holders, threshold, order }) => {
      const bid = await sealOne({ holders, threshold })
      const enough = await sharesOf(bid, order.slice(0, threshold))
      const key = await combineShares(bid.parsed, enough)
      expect(await isBidKey(bid.parsed, key ?? '')).toBe(true)
      expect(await combineShares(bid.parsed, enough.slice(1))).toBeUndefined()
      expect(await combineShares(bid.parsed, await sharesOf(bid, order))).toBe(key)
    }),
    { numRuns: 25 },
  )
})

test('k−1 shares combine to bytes that have nothing of the key, not to an error that tells', async () => {
  const bid = await sealOne({ holders: 5, threshold: 3 })
  const secret = await combine(await sharesOf(bid, [0, 1]))
  expect(Buffer.from(secret).toString('latin1')).not.toContain('AGE-SECRET')
  expect(await combineShares(bid.parsed, [])).toBeUndefined()
})

test('a share is opened by its holder alone', async () => {
  const { parsed, officers, bidder } = await sealOne()
  const refused = (refusal: string) => ({ ok: false, refusal })
  const [first, second] = officers
  expect(await openShare(parsed, 0, second?.identity ?? '')).toEqual(refused('not-your-share'))
  expect(await openShare(parsed, 0, bidder.identity)).toEqual(refused('not-your-share'))
  expect(await openShare(parsed, 3, first?.identity ?? '')).toEqual(refused('no-such-share'))
})

test('a share that the bidder sealed wrong is told from a key that does not fit', async () => {
  const { parsed, officers } = await sealOne()
  const shares = parsed.shares.map((share, position) =>
    position === 0 ? { ...share, shareSha256: '0'.repeat(64) } : share,
  )
  expect(await openShare({ shares }, 0, officers[0]?.identity ?? '')).toEqual({
    ok: false,
    refusal: 'share-broken',
  })
})

test('shares of two bids give no key', async () => {
  const [one, other] = [await sealOne(), await sealOne()]
  const [mine] = await sharesOf(one, [0])
  const [theirs] = await sharesOf(other, [1])
  if (!mine || !theirs) throw new Error('each has a share')
  expect(await combineShares(one.parsed, [mine, theirs])).toBeUndefined()
  expect(await combineShares(other.parsed, [mine, theirs])).toBeUndefined()
})

test('the copy of the key opens with the bidder’s own key, of that bid alone', async () => {
  const [one, other] = [await sealOne(), await sealOne()]
  expect(await openBidderCopy(one.parsed, other.bidder.identity)).toBeUndefined()
  const wrong = { ...one.parsed, bidRecipient: other.parsed.bidRecipient }
  expect(await openBidderCopy(wrong, one.bidder.identity)).toBeUndefined()
  expect(await isBidKey(one.parsed, 'no key')).toBe(false)
})

test('an officer’s or the bidder’s key opens no file of the bid directly', async () => {
  const bid = await sealOne({ files: [fileOf('a.pdf', unevenBytes(10))] })
  for (const { identity } of [...bid.officers, bid.bidder, await makeSealingKey()]) {
    expect(await decryptWith(identity, ciphertextOf(bid, 0))).toBeUndefined()
    expect(await decryptWith(identity, ciphertextOf(bid, 1))).toBeUndefined()
  }
})

test('files of nearly any size look alike in size, and are cut back to what they were', async () => {
  const step = 64 * 1024
  for (const length of [0, 1, step - 1, step, step + 1]) {
    const content = unevenBytes(length)
    const bid = await sealOne({ files: [fileOf('a.pdf', content)] })
    const steps = Math.ceil(length / step)
    expect(bid.parsed.files[1]?.size).toBe(await ageSize(steps * step))
    const key = (await openBidderCopy(bid.parsed, bid.bidder.identity)) ?? ''
    expect(Buffer.compare(await readWhole(key, ciphertextOf(bid, 1), length), content)).toBe(0)
    expect(await readWhole(key, ciphertextOf(bid, 1))).toHaveLength(steps * step)
  }
})

/** age: 168 bytes of header for one recipient, 16 of nonce and 16 a chunk of 64 KiB, at least one. */
async function ageSize(plaintext: number): Promise<number> {
  const { parsed } = await sealOne()
  const text = parsed.files[0]?.size ?? 0 // 16 KiB of text in one chunk
  const overhead = text - 16 * 1024 - 16
  return overhead + plaintext + 16 * Math.max(1, Math.ceil(plaintext / (64 * 1024)))
}

test('neither price nor promises change an envelope’s size', async () => {
  const offers = [
    buildOffer({ price: 1n, servicePromises: '' }),
    buildOffer({ price: 10n ** 17n, servicePromises: '赔'.repeat(4_000) }),
  ]
  const sizes: number[] = []
  for (const offer of offers) sizes.push(envelopeBytes((await sealOne({ offer })).parsed))
  expect(sizes[0]).toBe(sizes[1])
})

test('all chunks but a file’s last are whole, and the header lists each', async () => {
  const bid = await sealOne({ files: [fileOf('a.pdf', unevenBytes(2_500_000))] })
  const listed = listChunks(bid.parsed)
  expect(listed).toHaveLength(bid.chunks.length)
  for (const { file, position, size } of listed) {
    const chunk = bid.chunks.find((one) => one.file === file && one.position === position)
    expect(chunk?.bytes).toHaveLength(size)
  }
  expect(listed.map(({ size }) => size).slice(1, 3)).toEqual([CHUNK_BYTES, CHUNK_BYTES])
})

test('an envelope is made for its lot, version, bidder, keys and number of shares', async () => {
  const { parsed, target } = await sealOne()
  const other = await makeSealingKey()
  const refused = (refusal: string) => ({ ok: false, refusal })
  expect(checkTarget(parsed, target).ok).toBe(true)
  for (const changed of [{ tenderId: 'x' }, { lotId: 'x' }, { bidderId: 'x' }])
    expect(checkTarget(parsed, { ...target, ...changed })).toEqual(refused('made-for-another'))
  expect(checkTarget(parsed, { ...target, tenderVersion: 2 })).toEqual(refused('documents-amended'))
  for (const changed of [
    { threshold: 3 },
    { bidderRecipient: other.recipient },
    { holders: target.holders.slice(0, 2) },
    { holders: target.holders.toReversed() },
    { holders: [...target.holders.slice(0, 2), other.recipient] },
  ])
    expect(checkTarget(parsed, { ...target, ...changed })).toEqual(refused('keys-differ'))
})

test('a header that contradicts itself, or is too large, is refused', async () => {
  const { parsed, header } = await sealOne()
  const [text] = parsed.files
  if (!text) throw new Error('there is a bid')
  const rewritten = (changed: object) => readHeader(writeHeader({ ...parsed, ...changed }))
  const notOne = { ok: false, refusal: 'not-an-envelope' }
  for (const changed of [
    { files: [] },
    { files: [{ ...text, size: 0 }] },
    { files: [{ ...text, size: 2 * CHUNK_BYTES }] },
    { files: [{ ...text, size: 1.5 }] },
    { files: [{ size: CHUNK_BYTES + 1, chunks: [...text.chunks, ...text.chunks] }] },
    { threshold: 1 },
    { format: 'gongji-envelope/2' },
    { price: '1' },
  ])
    expect(rewritten(changed)).toEqual(notOne)
  expect(readHeader(header.slice(0, -1))).toEqual(notOne)
  expect(readHeader(new Uint8Array([0xff]))).toEqual(notOne)
  const chunks = Array.from({ length: 105 }, () => '0'.repeat(64))
  const tooLarge = { ok: false, refusal: 'envelope-too-large' }
  expect(rewritten({ files: [text, { size: 105 * CHUNK_BYTES, chunks }] })).toEqual(tooLarge)
  expect(readHeader(new Uint8Array(64 * 1024 + 1).fill(0x20))).toEqual(tooLarge)
})
