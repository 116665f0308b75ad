import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clearYear, clearingDays } from '#app/domain/premium/clear-year.ts'
import { PANJIN_SCHEDULE } from '#seeds/story/terms.ts'
import { yuan } from '#tests/yuan.ts'
import { YEAR_2025 } from './panjin.ts'

const premium = yuan('16500000')

test('a surplus to return is set off against premium that is still to pay', () => {
  expect(
    clearYear({
      premium,
      paid: yuan('16000000'),
      payableByInsurer: yuan('300000'),
      payableByFund: 0n,
    }),
  ).toEqual({
    unpaidPremium: yuan('500000'),
    overpaidPremium: 0n,
    payableByFund: 0n,
    payableByInsurer: yuan('300000'),
    owedByFund: yuan('500000'),
    owedByInsurer: yuan('300000'),
    payer: 'fund',
    net: yuan('200000'),
  })
})

test('premium paid beyond the actual one comes back with the surplus', () => {
  expect(
    clearYear({
      premium: yuan('9000000'),
      paid: yuan('9900000'),
      payableByInsurer: yuan('100000'),
      payableByFund: 0n,
    }),
  ).toMatchObject({ overpaidPremium: yuan('900000'), payer: 'insurer', net: yuan('1000000') })
})

test('a share of the loss is set off against a deduction; even sides leave nothing to pay', () => {
  const sides = { premium, paid: premium, payableByFund: yuan('50000') }
  expect(clearYear({ ...sides, payableByInsurer: yuan('20000') })).toMatchObject({
    payer: 'fund',
    net: yuan('30000'),
  })
  expect(clearYear({ ...sides, payableByInsurer: yuan('50000') })).toMatchObject({
    payer: null,
    net: 0n,
  })
})

test('paid premium and the net payment leave each side with what the settlement says', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 14n })
  fc.assert(
    fc.property(amount, amount, amount, amount, (due, paid, payableByInsurer, payableByFund) => {
      const { payer, net } = clearYear({ premium: due, paid, payableByInsurer, payableByFund })
      const toInsurer = payer === 'fund' ? net : -net
      expect(paid + toInsurer).toBe(due + payableByFund - payableByInsurer)
    }),
  )
})

test('盘锦 clears in the first quarter and pays within 15 working days of the review', () => {
  expect(clearingDays(PANJIN_SCHEDULE, YEAR_2025, null)).toEqual({
    clearBy: '2026-03-31',
    payBy: null,
  })
  expect(clearingDays(PANJIN_SCHEDULE, YEAR_2025, '2026-03-02').payBy).toBe('2026-03-23')
  expect(
    clearingDays(PANJIN_SCHEDULE, YEAR_2025, '2026-03-02', { '2026-03-10': 'day-off' }).payBy,
  ).toBe('2026-03-24')
})
