import { expect, test } from 'vitest'
import {
  MOST_ATTACHMENT_BYTES_IN_ALL,
  attachmentType,
  checkAttachment,
} from '#app/domain/bid/attachment-type.ts'
import { type BidContent } from '#app/domain/bid/bid-content.ts'
import { bidWindow, checkBid } from '#app/domain/bid/check-bid.ts'
import { buildBidContent, buildLot, buildTenderTerms } from '#tests/factories/tender-terms.ts'
import { rate, yuan } from '#tests/yuan.ts'

function problems(overrides: Partial<BidContent>, lot = buildLot()): string[] {
  return checkBid(buildBidContent(overrides), lot, buildTenderTerms()).map(
    ({ path, problem }) => `${path} ${problem}`,
  )
}

test('a bid at the ceiling, at the floor and at the minimum ratios answers the lot', () => {
  expect(
    problems({
      price: yuan('67'),
      payoutRatios: [rate('0.6'), rate('0.7')],
      profitRate: rate('0.05'),
    }),
  ).toEqual([])
  expect(problems({ price: yuan('65') }, buildLot({ priceFloor: yuan('65') }))).toEqual([])
})

test('a fen above the ceiling or below the floor does not', () => {
  expect(problems({ price: yuan('67.01') })).toEqual(['price price-above-ceiling'])
  expect(problems({ price: yuan('64.99') }, buildLot({ priceFloor: yuan('65') }))).toEqual([
    'price price-below-floor',
  ])
  expect(problems({ price: 0n })).toEqual(['price price-not-positive'])
})

test('ratios reach the minimum, rise, and stay within 100%', () => {
  expect(problems({ payoutRatios: [rate('0.599999'), rate('0.7')] })).toEqual([
    'payoutRatios.0 payout-ratio-below-minimum',
  ])
  expect(problems({ payoutRatios: [rate('0.8'), rate('0.75')] })).toEqual([
    'payoutRatios.1 payout-ratio-not-rising',
  ])
  expect(problems({ payoutRatios: [rate('0.6'), rate('1.000001')] })).toEqual([
    'payoutRatios.1 payout-ratio-above-one',
  ])
  expect(problems({ payoutRatios: [rate('0.6')] })).toEqual(['payoutRatios.1 payout-ratio-missing'])
})

test('rates, staffing and files are checked', () => {
  expect(problems({ profitRate: rate('0.050001') })).toEqual([
    'profitRate profit-rate-above-ceiling',
  ])
  expect(problems({ lossRate: rate('1.1') })).toEqual(['lossRate rate-outside-0-to-1'])
  expect(problems({ staffing: { ...buildBidContent().staffing, medicalBackground: 31 } })).toEqual([
    'medicalBackground medical-above-full-time',
  ])
  expect(problems({ attachments: [] })).toEqual([
    'attachments.actuarial-opinion attachment-missing',
    'attachments.legal-opinion attachment-missing',
    'attachments.head-office-authorisation attachment-missing',
  ])
})

test('bids are taken from publication to the last millisecond before the deadline', () => {
  const publishedAt = new Date('2026-03-02T01:00:00Z')
  const bidDeadline = new Date('2026-03-23T01:00:00Z')
  const tender = { publishedAt, bidDeadline, openingStartedAt: null }
  expect(bidWindow(tender, new Date(publishedAt.getTime() - 1))).toEqual({
    ok: false,
    refusal: 'not-open-yet',
  })
  expect(bidWindow(tender, publishedAt)).toMatchObject({ ok: true })
  expect(bidWindow(tender, new Date(bidDeadline.getTime() - 1))).toMatchObject({ ok: true })
  expect(bidWindow(tender, bidDeadline)).toEqual({ ok: false, refusal: 'deadline-passed' })
  expect(bidWindow({ ...tender, openingStartedAt: bidDeadline }, publishedAt)).toEqual({
    ok: false,
    refusal: 'deadline-passed',
  })
})

test('a file is what its name and its first bytes both say', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  expect(attachmentType('意见书.PDF', bytes('%PDF-1.7'))).toBe('application/pdf')
  expect(attachmentType('意见书.pdf', bytes('PK\u0003\u0004'))).toBeUndefined()
  expect(attachmentType('意见书', bytes('%PDF-1.7'))).toBeUndefined()
  expect(attachmentType('表.zip', bytes('PK\u0003\u0004'))).toBe('application/zip')
})

test('attachments are limited together, not one by one', () => {
  const start = new TextEncoder().encode('%PDF-1.7')
  const pdf = (size: number) => ({ fileName: '意见书.pdf', size, start })
  const most = MOST_ATTACHMENT_BYTES_IN_ALL
  expect(checkAttachment(pdf(most), [])).toEqual({ ok: true, value: 'application/pdf' })
  expect(checkAttachment(pdf(2), [{ size: most - 1 }])).toMatchObject({
    refusal: 'too-large-in-all',
  })
  expect(checkAttachment(pdf(0), [])).toMatchObject({ refusal: 'empty-file' })
  expect(
    checkAttachment(
      pdf(1),
      Array.from({ length: 20 }, () => ({ size: 1 })),
    ),
  ).toMatchObject({ refusal: 'too-many' })
  expect(checkAttachment({ ...pdf(1), fileName: '意见书.exe' }, [])).toMatchObject({
    refusal: 'unknown-type',
  })
})
