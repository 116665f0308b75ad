import { expect, test } from 'vitest'
import { refuse } from '#app/domain/decision.ts'
import {
  AWARD_CANCELLATION_GROUNDS,
  awardCancellationRule,
} from '#app/domain/ending/award-cancellation.ts'
import { cancellationRule, lotsToCancel } from '#app/domain/ending/cancellation.ts'
import { mayUseOtherProcedure } from '#app/domain/ending/other-procedure.ts'
import { REGIMES } from '#app/domain/regulation/regime.ts'
import { type LotFacts } from '#app/domain/tender/tender.ts'
import { buildLot } from '#tests/factories/tender-terms.ts'

const LIVING: LotFacts = {
  failed: false,
  cancelled: false,
  otherProcedure: false,
  round: 1,
  evaluated: false,
  candidatesPublished: false,
  awarded: false,
  contractSigned: false,
}

function tenderWith(...lots: Partial<LotFacts>[]) {
  return {
    terms: { lots: lots.map((_, index) => buildLot({ id: `l${index + 1}` })) },
    facts: { lots: lots.map((lot) => ({ ...LIVING, ...lot })) },
  }
}

test('cancelling all means the lots that have not ended', () => {
  expect(lotsToCancel(tenderWith({ failed: true }, {}, {}), 'all')).toEqual({
    ok: true,
    value: ['l2', 'l3'],
  })
  expect(lotsToCancel(tenderWith({ failed: true }), 'all')).toEqual(refuse('already-ended'))
})

test('an awarded lot stands in the way of cancelling all, not of cancelling another', () => {
  const tender = tenderWith({ awarded: true }, {})
  expect(lotsToCancel(tender, 'all')).toEqual(refuse('already-awarded'))
  expect(lotsToCancel(tender, ['l2'])).toEqual({ ok: true, value: ['l2'] })
})

test('no lot named is nothing to cancel', () => {
  expect(lotsToCancel(tenderWith({}), [])).toEqual(refuse('already-ended'))
})

test('each ground has its rule under both regimes, and each regime its own law', () => {
  for (const ground of AWARD_CANCELLATION_GROUNDS) {
    expect(awardCancellationRule('bidding-law', ground)).toContain('招标投标法实施条例 第五十五条')
    expect(awardCancellationRule('government-procurement', ground)).toContain('政府采购法实施条例')
  }
  expect(cancellationRule('bidding-law')).toContain('招标投标法实施条例 第三十一条')
  expect(cancellationRule('government-procurement')).toContain('财政部令第87号 第二十九条')
})

test('another procedure waits for the second failed tender, under either regime', () => {
  for (const regime of REGIMES) {
    expect(mayUseOtherProcedure(regime, 1, '2026-04-13')).toEqual(refuse('too-few-attempts'))
    expect(mayUseOtherProcedure(regime, 2, '2026-04-13')).toMatchObject({
      ok: true,
      value: { source: expect.stringContaining('57号') },
    })
  }
})
