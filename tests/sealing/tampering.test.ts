import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import {
  type EnvelopeRecord,
  findEnvelopeDamage,
  findHeaderDamage,
} from '#app/sealing/check-envelope.ts'
import { findReceiptDamage } from '#app/sealing/find-receipt-damage.ts'
import { isShare, openBidderCopy, openFile, openShare } from '#app/sealing/open-envelope.ts'
import {
  type Receipt,
  checkReceipt,
  newSigningSecret,
  sealedShareHashes,
  signerFrom,
  writeReceipt,
} from '#app/sealing/receipt.ts'
import {
  type SealedBid,
  ciphertextOf,
  fileOf,
  flip,
  sealOne,
  streamOf,
  unevenBytes,
} from './sealed-bid.ts'

/* One byte changed, anywhere: it is found, and the part it was in is named. */

let bid: SealedBid
let record: EnvelopeRecord
let receipt: Receipt

beforeAll(async () => {
  bid = await sealOne({ files: [fileOf('a.pdf', unevenBytes(1_500_000))] })
  record = { envelopeSha256: bid.envelopeSha256, shares: await sealedShareHashes(bid.parsed) }
  const signer = await signerFrom(newSigningSecret())
  const statement = JSON.stringify({
    format: 'gongji-receipt/1',
    tenderId: 'tender',
    lotId: 'lot',
    bidderId: 'insurer',
    act: 'submitted',
    submissionId: 'submission',
    revision: 1,
    tenderVersion: 1,
    ...record,
    at: '2026-03-23T00:59:59.123Z',
    position: 1,
    previousStatementSha256: null,
  })
  receipt = { statement, signature: signer.sign(statement), publicKey: signer.publicKey }
})

const change = fc.integer({ min: 1, max: 255 })
const within = (length: number) => fc.record({ at: fc.nat(length - 1), by: change })

test('a whole envelope has no damage, and its receipt none', async () => {
  expect(await findEnvelopeDamage(record, bid.header, streamOf(bid.chunks))).toEqual([])
  const { publicKey } = receipt
  expect(findReceiptDamage(writeReceipt(receipt), { publicKeys: [publicKey] })).toBeUndefined()
  expect(checkReceipt(writeReceipt(receipt))).toMatchObject({ ok: true, value: { receipt } })
})

test('a byte changed in the header is found; one in a sealed share names its holder', async () => {
  const text = new TextDecoder().decode(bid.header)
  const places = bid.parsed.shares.map(({ sealedShare }) => {
    const start = text.indexOf(sealedShare)
    return { start, end: start + sealedShare.length }
  })
  await fc.assert(
    fc.asyncProperty(within(bid.header.length), async ({ at, by }) => {
      const damage = await findHeaderDamage(record, flip(bid.header, at, by))
      const position = places.findIndex(({ start, end }) => at >= start && at < end)
      expect(damage).toHaveLength(1)
      // A quote or a backslash in the middle ends the text there: then the header as a whole is named.
      if (damage[0]?.part === 'header') expect(isReadable(flip(bid.header, at, by), at)).toBe(false)
      else expect(damage[0]).toMatchObject({ part: 'sealed-share', position })
    }),
    { numRuns: 300 },
  )

  /** Whether the changed header still shows a share with its changed letter. */
  function isReadable(header: Uint8Array, at: number): boolean {
    if (!places.some(({ start, end }) => at >= start && at < end)) return false
    try {
      JSON.parse(new TextDecoder().decode(header))
      return true
    } catch {
      return false
    }
  }
})

test('a byte changed in any chunk names the file and the chunk', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(bid.chunks.length - 1).chain((index) =>
        fc.record({
          index: fc.constant(index),
          place: within(bid.chunks[index]?.bytes.length ?? 1),
        }),
      ),
      async ({ index, place }) => {
        const changed = bid.chunks.map((chunk, position) =>
          position === index ? { ...chunk, bytes: flip(chunk.bytes, place.at, place.by) } : chunk,
        )
        const { file, position } = bid.chunks[index] ?? {}
        expect(await findEnvelopeDamage(record, bid.header, streamOf(changed))).toEqual([
          { part: 'chunk', file, position, problem: 'damaged' },
        ])
      },
    ),
    { numRuns: 50 },
  )
})

test('a chunk that is missing, short or in another’s place is named', async () => {
  const [first, second, ...rest] = bid.chunks
  if (!first || !second) throw new Error('there are chunks')
  const named = (chunks: SealedBid['chunks']) =>
    findEnvelopeDamage(record, bid.header, streamOf(chunks))
  const { file, position } = first
  const chunk = { part: 'chunk', file, position }
  expect(await named([second, ...rest])).toEqual([{ ...chunk, problem: 'missing' }])
  const short = { ...first, bytes: first.bytes.subarray(1) }
  expect(await named([short, second, ...rest])).toEqual([{ ...chunk, problem: 'damaged' }])
  const swapped = [{ ...first, bytes: second.bytes }, { ...second, bytes: first.bytes }, ...rest]
  expect(await named(swapped)).toHaveLength(2)
})

test('age itself opens no ciphertext with a changed byte', async () => {
  const key = (await openBidderCopy(bid.parsed, bid.bidder.identity)) ?? ''
  const ciphertext = ciphertextOf(bid, 0)
  await fc.assert(
    fc.asyncProperty(within(ciphertext.length), async ({ at, by }) => {
      const stream = new Blob([new Uint8Array(flip(ciphertext, at, by))]).stream()
      const opened = openFile(key, stream).then((plain) => new Response(plain).arrayBuffer())
      await expect(opened).rejects.toThrow()
    }),
    { numRuns: 100 },
  )
})

test('a byte changed in a sealed share breaks that holder’s share and no other', async () => {
  const lengths = fc.record({ position: fc.nat(2), at: fc.nat(200), by: change })
  await fc.assert(
    fc.asyncProperty(lengths, async ({ position, at, by }) => {
      const shares = bid.parsed.shares.map((share, index) =>
        index === position
          ? {
              ...share,
              sealedShare: Buffer.from(
                flip(Buffer.from(share.sealedShare, 'base64'), at, by),
              ).toString('base64'),
            }
          : share,
      )
      for (const [index, officer] of bid.officers.entries()) {
        const opened = await openShare({ shares }, index, officer.identity)
        expect(opened.ok ? 'opened' : opened.refusal).toBe(
          index === position ? 'share-broken' : 'opened',
        )
      }
    }),
    { numRuns: 60 },
  )
})

test('a byte changed in a share that an officer gives is found, at its position', async () => {
  const opened = await Promise.all(
    bid.officers.map(({ identity }, position) => openShare(bid.parsed, position, identity)),
  )
  const shares = opened.map((share) => (share.ok ? share.value : new Uint8Array()))
  const place = fc.record({
    position: fc.nat(2),
    at: fc.nat((shares[0]?.length ?? 1) - 1),
    by: change,
  })
  await fc.assert(
    fc.asyncProperty(place, async ({ position, at, by }) => {
      const given = shares.map((share, index) => (index === position ? flip(share, at, by) : share))
      const good = await Promise.all(
        bid.parsed.shares.map((named, index) => isShare(named, given[index] ?? new Uint8Array())),
      )
      expect(good).toEqual([0, 1, 2].map((index) => index !== position))
    }),
  )
})

test('a byte changed in a receipt is found and its part named', () => {
  const text = writeReceipt(receipt)
  const bytes = new TextEncoder().encode(text)
  const known = { publicKeys: [receipt.publicKey], recorded: receipt }
  const parts = (['statement', 'signature', 'publicKey'] as const).map((part) => {
    const written = JSON.stringify(receipt[part])
    const start = text.indexOf(written) + 1
    return { part, start, end: start + written.length - 2 }
  })
  fc.assert(
    fc.property(within(bytes.length), ({ at, by }) => {
      const changed = new TextDecoder().decode(flip(bytes, at, by))
      if (saysTheSame(changed)) return // blank for blank, between the parts
      expect(checkReceipt(changed).ok).toBe(false)
      const named = findReceiptDamage(changed, known)?.part
      const part = parts.find(({ start, end }) => at >= start && at < end)?.part ?? 'file'
      // A quote or a backslash changed or put in spoils the file's form.
      expect([part, 'file']).toContain(named)
      if (named === 'file') expect(isThreeTexts(changed)).toBe(false)
    }),
    { numRuns: 400 },
  )

  function saysTheSame(changed: string): boolean {
    try {
      return writeReceipt(JSON.parse(changed)) === text
    } catch {
      return false
    }
  }
})

function isThreeTexts(text: string): boolean {
  try {
    return Object.keys(JSON.parse(text)).join() === 'statement,signature,publicKey'
  } catch {
    return false
  }
}

test('without the portal’s record a receipt’s statement and signature are named together', async () => {
  const known = { publicKeys: [receipt.publicKey] }
  const named = (changed: Partial<Receipt>, publicKeys = known.publicKeys) =>
    findReceiptDamage(writeReceipt({ ...receipt, ...changed }), { publicKeys })
  const later = receipt.statement.replace('59.123Z', '58.123Z')
  expect(named({ statement: later })).toEqual({ part: 'statement-or-signature' })
  expect(named({ signature: 'ab'.repeat(64) })).toEqual({ part: 'statement-or-signature' })
  expect(named({ signature: 'AB' })).toEqual({ part: 'signature' })
  expect(named({ statement: '{}' })).toEqual({ part: 'statement' })
  const forger = await signerFrom(newSigningSecret())
  const forged = { statement: later, signature: forger.sign(later), publicKey: forger.publicKey }
  expect(checkReceipt(writeReceipt(forged)).ok).toBe(true)
  expect(named(forged)).toEqual({ part: 'publicKey' })
})

test('what is no receipt at all is told as such', () => {
  for (const text of ['', '[]', '{}', 'null', JSON.stringify({ ...receipt, more: 1 })]) {
    expect(checkReceipt(text)).toEqual({ ok: false, refusal: 'not-a-receipt' })
    expect(findReceiptDamage(text, { publicKeys: [] })).toEqual({ part: 'file' })
  }
  const onNoCurve = { ...receipt, publicKey: `${'f'.repeat(64)}` }
  expect(checkReceipt(writeReceipt(onNoCurve))).toEqual({ ok: false, refusal: 'signature-wrong' })
})
