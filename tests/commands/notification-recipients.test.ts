import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { type Recipients } from '#app/domain/notification/announcement.ts'
import { notify } from '#db/queries/notifications.server.ts'
import { users } from '#db/schema/identity.ts'
import { notifications } from '#db/schema/notifications.ts'
import {
  type Purchase,
  AFTER_DEADLINE,
  EXPERTS,
  OPENING_OFFICERS,
  open,
} from '#tests/factories/purchase.ts'
import { test } from '#tests/starting-points.ts'

/** Who of this purchase's people is told; the test database holds other purchases too. */
async function toldBy({ db, id }: Purchase, recipients: Recipients): Promise<string[]> {
  const eventKey = `${id} ${JSON.stringify(recipients)} ${Math.random()}`
  const message = { title: '标题', body: '正文', link: '/start' }
  await notify(db, { at: AFTER_DEADLINE, eventKey, recipients, message })
  const rows = await db
    .select({ userId: notifications.userId })
    .from(notifications)
    .where(eq(notifications.eventKey, eventKey))
  const own = rows.map(({ userId }) => userId).filter((userId) => userId.startsWith(`${id}-`))
  return own.map((userId) => userId.slice(id.length + 1)).toSorted()
}

const BIDDERS = ['bidder1', 'bidder2', 'bidder3']

test('bidders can be told apart from other insurers only once their bids are opened', async ({
  submitted: purchase,
}) => {
  const { lotId } = purchase
  expect(await toldBy(purchase, { kind: 'opened-bidders', lotId })).toEqual([])
  expect(await toldBy(purchase, { kind: 'every-insurer' })).toEqual(BIDDERS)
  await open(purchase)
  expect(await toldBy(purchase, { kind: 'opened-bidders', lotId })).toEqual(BIDDERS)
})

test('committee, chair, opening officers, supervisors and single people are told by what they are', async ({
  appointed: purchase,
}) => {
  const { db, tenderId, userId } = purchase
  expect(await toldBy(purchase, { kind: 'committee', tenderId })).toEqual(EXPERTS)
  expect(await toldBy(purchase, { kind: 'committee-chair', tenderId })).toEqual(['expert1'])
  expect(await toldBy(purchase, { kind: 'opening-officers', tenderId })).toEqual(OPENING_OFFICERS)
  const people = [userId('expert2'), userId('fund')]
  expect(await toldBy(purchase, { kind: 'people', userIds: people })).toEqual(['expert2', 'fund'])
  expect(await toldBy(purchase, { kind: 'people', userIds: [] })).toEqual([])
  await db
    .update(users)
    .set({ role: 'supervisor' })
    .where(eq(users.id, userId('auditor')))
  expect(await toldBy(purchase, { kind: 'supervisors' })).toContain('auditor')
})
