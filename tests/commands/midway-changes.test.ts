import { expect } from 'vitest'
import { clearCalendarDay } from '#app/commands/clear-calendar-day.server.ts'
import { openBids } from '#app/commands/open-bids.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { setAccountDisabled } from '#app/commands/set-account-disabled.server.ts'
import { setCalendarDay } from '#app/commands/set-calendar-day.server.ts'
import { countPeriod } from '#app/domain/calendar.ts'
import { listOpeningOfficers } from '#db/queries/sealing-keys.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import { listCalendarOverrides } from '#db/queries/working-days.server.ts'
import {
  AFTER_DEADLINE,
  PUBLICATION,
  done,
  publish,
  startPurchase,
  submitThree,
  startTheOpening,
  releaseAs,
} from '#tests/factories/purchase.ts'
import { test } from '#tests/starting-points.ts'

const notice = { day: '2026-03-24', kind: 'day-off', source: '示例假日通知' } as const

test('a tender keeps the working-day calendar of its publication; a later one takes the new', async ({
  published: before,
}) => {
  const { db } = before
  done(await setCalendarDay(before.as('admin'), notice))
  const after = await startPurchase(db)
  await publish(after)

  const resultNotice = async (tenderId: string) => {
    const tender = await findTender(db, tenderId)
    const overrides = tender?.terms.calendarOverrides ?? {}
    return countPeriod('2026-03-23', { length: 1, unit: 'working-days' }, overrides).lastDay
  }
  expect(await resultNotice(before.tenderId)).toBe('2026-03-24')
  expect(await resultNotice(after.tenderId)).toBe('2026-03-25')

  done(await clearCalendarDay(before.as('admin'), { day: notice.day }))
  expect(await listCalendarOverrides(db)).not.toHaveProperty(notice.day)
  expect(await resultNotice(after.tenderId)).toBe('2026-03-25')
})

test('a draft whose only opening officer’s account is closed cannot be published', async ({
  drafted: purchase,
}) => {
  const { tenderId, as, userId } = purchase
  const officer = userId('opening')
  done(await setAccountDisabled(as('admin', PUBLICATION), { userId: officer, disabled: true }))
  expect(await publishTender(as('officer', PUBLICATION), { tenderId })).toEqual({
    ok: false,
    refusal: 'breaks-a-rule',
  })
  done(await setAccountDisabled(as('admin', PUBLICATION), { userId: officer, disabled: false }))
  done(await publishTender(as('officer', PUBLICATION), { tenderId }))
})

test('an opening officer’s account closed after publication stays named, and another named one opens', async ({
  drafted: purchase,
}) => {
  const { db, tenderId, as, userId } = purchase
  done(await publishTender(as('officer', PUBLICATION), { tenderId }))
  await submitThree(purchase)
  done(await setAccountDisabled(as('admin'), { userId: userId('opening'), disabled: true }))
  expect(
    (await listOpeningOfficers(db, tenderId)).map(({ userId: id, disabled }) => [id, disabled]),
  ).toEqual([
    [userId('opening'), true],
    [userId('opening2'), false],
    [userId('opening3'), false],
  ])
  await startTheOpening(purchase, AFTER_DEADLINE, 'opening2')
  for (const officer of ['opening2', 'opening3']) await releaseAs(purchase, officer)
  expect(await openBids(as('opening2', AFTER_DEADLINE), { tenderId })).toMatchObject({ ok: true })
})
