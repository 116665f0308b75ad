import { expect, test } from 'vitest'
import {
  FORFEIT_GROUNDS,
  type SecurityFacts,
  bidSecurityDue,
  checkBidSecurity,
  forfeitRule,
  mayEndSecurity,
} from '#app/domain/bid/bid-security.ts'
import { refuse } from '#app/domain/decision.ts'
import { yuan } from '#tests/yuan.ts'

function buildFacts(overrides: Partial<SecurityFacts> = {}): SecurityFacts {
  return {
    regime: 'government-procurement',
    calendarOverrides: {},
    won: false,
    awardedOn: null,
    signedOn: null,
    endedOn: null,
    ...overrides,
  }
}

const EVENTS = { awardedOn: '2026-02-12', signedOn: '2026-02-27' } as const

test('a security is enough and in time at the required amount on the day of the deadline', () => {
  const asked = { required: yuan('400000'), deadlineDay: '2026-03-23' } as const
  const received = { amount: yuan('400000'), receivedOn: '2026-03-23' } as const
  expect(checkBidSecurity(received, asked)).toMatchObject({ ok: true })
  expect(checkBidSecurity({ ...received, amount: yuan('399999.99') }, asked)).toEqual(
    refuse('too-low'),
  )
  expect(checkBidSecurity({ ...received, receivedOn: '2026-03-24' }, asked)).toEqual(
    refuse('received-late'),
  )
})

test('nothing is due while the bid may still be needed', () => {
  for (const regime of ['bidding-law', 'government-procurement'] as const)
    for (const won of [true, false])
      expect(bidSecurityDue(buildFacts({ regime, won }))).toBeUndefined()
  expect(bidSecurityDue(buildFacts({ won: true, awardedOn: '2026-02-12' }))).toBeUndefined()
  const unsigned = buildFacts({ regime: 'bidding-law', awardedOn: '2026-02-12' })
  expect(bidSecurityDue(unsigned)).toBeUndefined()
})

test('government procurement: losers have it five working days after the award, over Spring Festival', () => {
  const due = bidSecurityDue(buildFacts(EVENTS))
  expect(due).toMatchObject({ from: '2026-02-12', lastDay: '2026-02-26' })
  expect(due?.skipped).toHaveLength(9)
  expect(due?.rule.source).toContain('未中标供应商')
})

test('government procurement: the winner has it five working days after signing', () => {
  const due = bidSecurityDue(buildFacts({ ...EVENTS, won: true }))
  expect(due).toMatchObject({ from: '2026-02-27', lastDay: '2026-03-05' }) // 28 February is worked
})

test('bidding law: both have it five days after signing, not on a day off', () => {
  for (const won of [true, false]) {
    const facts = buildFacts({ regime: 'bidding-law', won, ...EVENTS })
    expect(bidSecurityDue(facts)).toMatchObject({ from: '2026-02-27', lastDay: '2026-03-04' })
    expect(bidSecurityDue({ ...facts, signedOn: '2026-02-11' })?.lastDay).toBe('2026-02-24')
  }
})

test('a lot that ended frees its securities from that day, whoever had won', () => {
  const ended = { endedOn: '2026-02-12', won: true } as const
  const procurement = bidSecurityDue(buildFacts(ended))
  expect(procurement).toMatchObject({ from: '2026-02-12', lastDay: '2026-02-26' })
  expect(procurement?.rule.source).toContain('第二十九条')
  const bidding = bidSecurityDue(buildFacts({ regime: 'bidding-law', ...ended }))
  expect(bidding?.lastDay).toBe('2026-02-24')
  expect(bidding?.rule.source).toContain('银行同期存款利息')
})

test('a return is recorded from the day the period begins, on a day that has come', () => {
  const due = bidSecurityDue(buildFacts(EVENTS))
  const days = { on: '2026-02-12', today: '2026-02-12', receivedOn: '2026-01-20', due } as const
  const returned = { outcome: 'returned' } as const
  expect(mayEndSecurity(returned, days)).toMatchObject({ ok: true })
  expect(mayEndSecurity(returned, { ...days, on: '2026-02-11' })).toEqual(refuse('too-early'))
  expect(mayEndSecurity(returned, { ...days, due: undefined })).toEqual(refuse('too-early'))
  expect(mayEndSecurity(returned, { ...days, on: '2026-02-13' })).toEqual(refuse('impossible-day'))
  expect(mayEndSecurity(returned, { ...days, on: '2026-01-19' })).toEqual(refuse('impossible-day'))
})

test('a security may be kept at any time, for a reason', () => {
  const days = {
    on: '2026-02-12',
    today: '2026-02-12',
    receivedOn: '2026-01-20',
    due: undefined,
  } as const
  const kept = { outcome: 'forfeited', ground: 'bid-revoked' } as const
  expect(mayEndSecurity({ ...kept, reason: '撤销投标文件' }, days)).toMatchObject({ ok: true })
  expect(mayEndSecurity({ ...kept, reason: '' }, days)).toEqual(refuse('reason-missing'))
})

test('every ground to keep a security has its rule under both regimes', () => {
  for (const regime of ['bidding-law', 'government-procurement'] as const)
    for (const ground of FORFEIT_GROUNDS) expect(forfeitRule(regime, ground)).not.toBe('')
})
