import { expect, test } from 'vitest'
import { clarificationWindow } from '#app/domain/clarification/clarification-window.ts'
import { type LotFacts, type TenderFacts } from '#app/domain/tender/tender.ts'

const LOT: LotFacts = {
  failed: false,
  cancelled: false,
  otherProcedure: false,
  round: 1,
  evaluated: false,
  candidatesPublished: false,
  awarded: false,
  contractSigned: false,
}
const FACTS: TenderFacts = {
  publishedAt: new Date('2026-03-02T09:00:00+08:00'),
  bidDeadline: new Date('2026-03-23T09:00:00+08:00'),
  openingStartedAt: null,
  openedAt: null,
  lots: [LOT, { ...LOT, failed: true }],
}

test('the documents are clarified until the millisecond before the deadline', () => {
  const before = new Date('2026-03-23T08:59:59.999+08:00')
  expect(clarificationWindow(FACTS, before).ok).toBe(true)
  expect(clarificationWindow(FACTS, FACTS.bidDeadline)).toEqual({
    ok: false,
    refusal: 'deadline-passed',
  })
})

test('nothing is clarified once no lot is tendered any more', () => {
  const ended = { ...FACTS, lots: FACTS.lots.map((lot) => ({ ...lot, failed: true })) }
  expect(clarificationWindow(ended, new Date('2026-03-10T09:00:00+08:00'))).toEqual({
    ok: false,
    refusal: 'tender-ended',
  })
})
