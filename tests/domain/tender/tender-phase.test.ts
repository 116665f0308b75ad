import { expect, test } from 'vitest'
import { tenderPhase, tenderTimeline } from '#app/domain/tender/tender-phase.ts'
import { type TenderFacts } from '#app/domain/tender/tender.ts'
import { buildTenderTerms } from '#tests/factories/tender-terms.ts'

const { timetable } = buildTenderTerms()
const deadline = timetable.bidDeadline
const before = new Date(deadline.getTime() - 1)

function buildLotFacts(
  overrides: Partial<TenderFacts['lots'][number]> = {},
): TenderFacts['lots'][number] {
  return {
    failed: false,
    cancelled: false,
    otherProcedure: false,
    round: 1,
    evaluated: false,
    candidatesPublished: false,
    awarded: false,
    contractSigned: false,
    ...overrides,
  }
}

function buildFacts(overrides: Partial<TenderFacts> = {}): TenderFacts {
  return {
    publishedAt: new Date('2026-03-02T01:00:00Z'),
    bidDeadline: deadline,
    openingStartedAt: null,
    openedAt: null,
    lots: [buildLotFacts()],
    ...overrides,
  }
}

test('the instant of the deadline is after it', () => {
  expect(tenderPhase(buildFacts(), before)).toBe('open-for-bids')
  expect(tenderPhase(buildFacts(), deadline)).toBe('awaiting-opening')
  expect(tenderPhase(buildFacts({ publishedAt: null }), deadline)).toBe('draft')
})

test('a tender stands where its least advanced living lot stands', () => {
  const phase = (...lots: TenderFacts['lots'][number][]) =>
    tenderPhase(buildFacts({ openedAt: deadline, lots }), deadline)
  const awarded = buildLotFacts({ evaluated: true, awarded: true })
  const failed = buildLotFacts({ failed: true })
  expect(phase(buildLotFacts())).toBe('evaluation')
  expect(phase(buildLotFacts(), awarded)).toBe('evaluation')
  expect(phase(buildLotFacts({ candidatesPublished: true }), awarded)).toBe('candidates')
  expect(phase(awarded, failed)).toBe('awarded')
  expect(phase({ ...awarded, contractSigned: true }, failed)).toBe('contracted')
  expect(phase(failed, failed)).toBe('failed')
})

test('the timeline marks one current station, or the failed one', () => {
  const states = (facts: TenderFacts) =>
    tenderTimeline({ timetable }, facts, deadline).map(({ state }) => state)
  expect(states(buildFacts())).toEqual([
    'done',
    'done',
    'done',
    'current',
    'ahead',
    'ahead',
    'ahead',
  ])
  expect(
    states(buildFacts({ openedAt: deadline, lots: [buildLotFacts({ failed: true })] })),
  ).toEqual(['done', 'done', 'done', 'done', 'failed', 'ahead', 'ahead'])
  expect(
    states(
      buildFacts({
        openedAt: deadline,
        lots: [buildLotFacts({ awarded: true, contractSigned: true })],
      }),
    ),
  ).toEqual(Array(7).fill('done'))
})
