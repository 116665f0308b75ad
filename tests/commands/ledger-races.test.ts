import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { refuse } from '#app/domain/decision.ts'
import { yuan } from '#tests/yuan.ts'
import { sumAccounts } from '#db/queries/ledger.server.ts'
import { findSettlementInputs } from '#db/queries/statements.server.ts'
import { test } from '#tests/db-test.ts'
import { recordCost, setReserve, startYears } from '#tests/factories/accounts.ts'

const LATER = { at: new Date('2028-07-15T10:00:00+08:00') }

test('two at once: one form is booked once, and reserves of two years keep each its own amount', async ({
  pool,
}) => {
  const purchase = await startYears(pool)
  const { contractId } = purchase
  const [first, second] = [`${contractId}-1`, `${contractId}-2`]
  const costId = randomUUID()
  const costs = await Promise.all(Array.from({ length: 6 }, () => recordCost(purchase, { costId })))
  expect(costs.filter(({ ok }) => ok)).toHaveLength(1)
  for (const decision of costs)
    if (!decision.ok) expect(decision).toEqual(refuse('already-recorded'))

  const amounts = [1, 2, 3, 4, 5, 6].map((thousand) => yuan(`${thousand}000`))
  const reserves = await Promise.all(
    amounts.flatMap((amount) => [
      setReserve(purchase, { amount }),
      setReserve(
        purchase,
        { contractYearId: second, asOf: '2028-06-30', amount: amount + yuan('500') },
        LATER,
      ),
    ]),
  )
  expect(reserves.every(({ ok }) => ok)).toBe(true)
  const { outstandingClosing } = await findSettlementInputs(pool, first)
  const next = await findSettlementInputs(pool, second)
  expect(amounts).toContain(outstandingClosing)
  expect(next.outstandingOpening).toBe(outstandingClosing)
  expect(amounts.map((amount) => amount + yuan('500'))).toContain(next.outstandingClosing)
  const balances = await sumAccounts(pool, contractId, { until: '2028-06-30' })
  expect(balances.get('outstanding-claims')).toBe(-next.outstandingClosing)
})
