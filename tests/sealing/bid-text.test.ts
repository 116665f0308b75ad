import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBidText, writeBidText } from '#app/sealing/bid-text.ts'
import { openBidText, openBidderCopy } from '#app/sealing/open-envelope.ts'
import { encryptTo } from '#app/sealing/sealing-key.ts'
import { buildBidContent } from '#tests/factories/tender-terms.ts'
import { ciphertextOf, sealOne } from './sealed-bid.ts'

const IDENTITY = { lotId: 'lot', bidderId: 'insurer' }
const NOT_A_BID = { ok: false, refusal: 'not-a-bid' }
const ROUND = 16 * 1024

/** A bid's text with some of its members replaced, as JSON that nobody checked. */
function rewritten(members: Record<string, unknown>): Uint8Array {
  const text = new TextDecoder().decode(writeBidText(IDENTITY, buildBidContent()))
  return new TextEncoder().encode(JSON.stringify({ ...JSON.parse(text), ...members }))
}

test('any offer comes out as it went in, filled up to whole 16 KiB', () => {
  const text = (maxLength: number) =>
    fc.string({ unit: 'grapheme', maxLength }).filter((written) => !/\p{Cc}/u.test(written))
  const amount = fc.bigInt({ min: 0n, max: 10n ** 18n - 1n })
  const count = fc.integer({ min: 0, max: 10_000_000 })
  const offer = fc.record({
    price: amount,
    payoutRatios: fc.array(amount, { maxLength: 50 }),
    profitRate: amount,
    lossRate: amount,
    staffing: fc.record({
      fullTime: count,
      medicalBackground: count,
      servicePointsPerCounty: count,
      trainingHours: count,
      informationSystem: text(500),
    }),
    servicePromises: text(2_000),
  })
  fc.assert(
    fc.property(offer, (written) => {
      const content = { ...buildBidContent(), ...written }
      const bytes = writeBidText(IDENTITY, content)
      expect(bytes.length % ROUND).toBe(0)
      expect(readBidText(bytes, IDENTITY)).toEqual({ ok: true, value: content })
    }),
  )
})

test('lines, tabs and every script are text', () => {
  const content = buildBidContent({ servicePromises: '一、赔付\r\n\t二、𠮷 😀 ẽ' })
  expect(readBidText(writeBidText(IDENTITY, content), IDENTITY)).toEqual({
    ok: true,
    value: content,
  })
})

test('what is no JSON is no bid', () => {
  for (const bytes of [[], [0xff, 0xfe], [0x7b], Array(ROUND).fill(0x20), Array(ROUND).fill(0)])
    expect(readBidText(new Uint8Array(bytes), IDENTITY)).toEqual(NOT_A_BID)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(readBidText(bytes, IDENTITY)).toEqual(NOT_A_BID)
    }),
  )
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(readBidText(new TextEncoder().encode(text), IDENTITY)).toEqual(NOT_A_BID)
    }),
  )
})

const { staffing, attachments } = buildBidContent()
const [attachment] = attachments

test.for<Record<string, unknown>>([
  { more: 1 },
  { format: 'gongji-bid/2' },
  { price: 6_660 },
  { price: '-1' },
  { price: '+1' },
  { price: '1.5' },
  { price: '1e3' },
  { price: '0x10' },
  { price: '007' },
  { price: ' 1' },
  { price: '1\n' },
  { price: '' },
  { price: '9'.repeat(19) },
  { price: null },
  { price: undefined },
  { payoutRatios: Array(51).fill('0') },
  { payoutRatios: ['-1'] },
  { profitRate: 'NaN' },
  { lossRate: {} },
  { servicePromises: 'a\u0000b' },
  { servicePromises: '\u007f' },
  { servicePromises: '\ud800' },
  { servicePromises: '文'.repeat(4_001) },
  { staffing: { ...staffing, fullTime: -1 } },
  { staffing: { ...staffing, fullTime: 1.5 } },
  { staffing: { ...staffing, fullTime: 10_000_001 } },
  { staffing: { ...staffing, fullTime: '30' } },
  { staffing: { ...staffing, informationSystem: '\udfff' } },
  { staffing: { ...staffing, more: 1 } },
  { attachments: Array(21).fill(attachment) },
  { attachments: [{ ...attachment, size: 0 }] },
  { attachments: [{ ...attachment, size: 2 ** 53 }] },
  { attachments: [{ ...attachment, sha256: 'A'.repeat(64) }] },
  { attachments: [{ ...attachment, kind: 'virus' }] },
  { attachments: [{ ...attachment, fileName: 'a\u0000.pdf' }] },
  { attachments: [{ ...attachment, path: '/etc/passwd' }] },
])('no bid is read from %o', (members) => {
  expect(readBidText(rewritten(members), IDENTITY)).toEqual(NOT_A_BID)
})

test('a bid of another bidder or on another lot is told as such', () => {
  const ofAnother = { ok: false, refusal: 'bid-of-another' }
  expect(readBidText(rewritten({ bidderId: 'rival' }), IDENTITY)).toEqual(ofAnother)
  expect(readBidText(rewritten({ lotId: 'lot2' }), IDENTITY)).toEqual(ofAnother)
})

test('a copied envelope is found out when it is opened', async () => {
  const bid = await sealOne()
  const key = (await openBidderCopy(bid.parsed, bid.bidder.identity)) ?? ''
  const copied = { ...bid.parsed, bidderId: 'rival' }
  expect(await openBidText(copied, key, ciphertextOf(bid, 0))).toEqual({
    ok: false,
    refusal: 'bid-of-another',
  })
})

test('rubbish in a well-made seal is no bid', async () => {
  const { parsed, bidder } = await sealOne()
  const key = (await openBidderCopy(parsed, bidder.identity)) ?? ''
  const rubbish = await encryptTo(parsed.bidRecipient, new TextEncoder().encode('{}'))
  expect(await openBidText(parsed, key, rubbish)).toEqual(NOT_A_BID)
  expect(await openBidText(parsed, key, new Uint8Array(10))).toEqual(NOT_A_BID)
})
