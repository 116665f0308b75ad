import { expect, test } from 'vitest'
import { refuse } from '#app/domain/decision.ts'
import { REMEDIES } from '#app/domain/objection/objection.ts'
import {
  type RemedyLot,
  checkRemedy,
  lotsInQuestion,
  remediesFor,
  remedyRule,
} from '#app/domain/objection/remedy.ts'
import { type LotFacts } from '#app/domain/tender/tender.ts'
import { noonOf } from '#tests/factories/objections.ts'
import { buildLot } from '#tests/factories/tender-terms.ts'

const BEFORE: RemedyLot = {
  lotId: 'lot-1',
  biddingOver: false,
  opened: false,
  evaluated: false,
  awarded: false,
  contractSigned: false,
}
const OPENED: RemedyLot = { ...BEFORE, biddingOver: true, opened: true }
const AWARDED: RemedyLot = { ...OPENED, evaluated: true, awarded: true }

test('the remedies follow from how far the lot has come', () => {
  expect(remediesFor('bidding-documents', [BEFORE])).toEqual([
    'none',
    'amend-documents',
    're-tender',
  ])
  expect(remediesFor('bidding-documents', [{ ...BEFORE, biddingOver: true }])).toEqual([
    'none',
    're-tender',
  ])
  expect(remediesFor('procedure', [OPENED])).toEqual(['none', 're-tender'])
  expect(remediesFor('result', [{ ...OPENED, evaluated: true }])).toEqual([
    'none',
    're-evaluate',
    're-tender',
  ])
  expect(remediesFor('result', [AWARDED])).toEqual([
    'none',
    're-evaluate',
    'cancel-award',
    're-tender',
  ])
})

test('a signed contract among the lots, or no living lot, leaves no remedy', () => {
  expect(remediesFor('result', [AWARDED, { ...AWARDED, contractSigned: true }])).toEqual(['none'])
  expect(remediesFor('result', [])).toEqual(['none'])
})

const STANDING: LotFacts = {
  failed: false,
  cancelled: false,
  otherProcedure: false,
  round: 1,
  evaluated: false,
  candidatesPublished: false,
  awarded: false,
  contractSigned: false,
}

function buildTender(...lots: Partial<LotFacts>[]) {
  return {
    terms: { lots: lots.map((_facts, index) => buildLot({ id: `lot-${index + 1}` })) },
    facts: {
      publishedAt: noonOf('2026-03-02'),
      bidDeadline: noonOf('2026-03-23'),
      openingStartedAt: noonOf('2026-03-23'),
      openedAt: noonOf('2026-03-23'),
      lots: lots.map((facts) => ({ ...STANDING, ...facts })),
    },
  }
}

test('an objection to the tender is about its living lots, one to a lot about that lot', () => {
  const tender = buildTender({}, { failed: true }, { evaluated: true })
  const idsOf = (lotId: string | null) =>
    lotsInQuestion(tender, lotId, noonOf('2026-03-24')).map((lot) => lot.lotId)
  expect(idsOf(null)).toEqual(['lot-1', 'lot-3'])
  expect(idsOf('lot-3')).toEqual(['lot-3'])
  expect(idsOf('lot-2')).toEqual([])
})

test('a remedy changes the lots that have come so far', () => {
  const tender = buildTender({}, { evaluated: true })
  const about = { subject: 'procedure', lotId: null } as const
  const check = (outcome: 'upheld' | 'rejected', remedy: 're-evaluate' | 'cancel-award' | 'none') =>
    checkRemedy({ outcome, remedy }, about, tender, noonOf('2026-03-24'))
  expect(check('upheld', 're-evaluate')).toEqual({ ok: true, value: ['lot-2'] })
  expect(check('upheld', 'cancel-award')).toEqual(refuse('remedy-not-possible'))
  expect(check('rejected', 're-evaluate')).toEqual(refuse('remedy-not-possible'))
  expect(check('rejected', 'none')).toEqual({ ok: true, value: [] })
})

test('every remedy quotes a rule under both regimes', () => {
  for (const regime of ['bidding-law', 'government-procurement'] as const)
    for (const by of ['objection', 'complaint'] as const)
      for (const remedy of REMEDIES) expect(remedyRule(regime, by, remedy)).toMatch(/第.+条/)
})
