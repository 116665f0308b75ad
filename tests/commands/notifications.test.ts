import { randomUUID } from 'node:crypto'
import { eq, inArray } from 'drizzle-orm'
import { expect } from 'vitest'
import { readNotification } from '#app/commands/read-notification.server.ts'
import { readNotifications } from '#app/commands/read-notifications.server.ts'
import { type Actor } from '#app/domain/actor.ts'
import { type Recipients } from '#app/domain/notification/announcement.ts'
import { fixedClock } from '#db/queries/clock.server.ts'
import {
  countUnread,
  findNewestNotificationId,
  findNotification,
  listInbox,
  notify,
} from '#db/queries/notifications.server.ts'
import { setUserDisabled } from '#db/queries/users.server.ts'
import { notifications, outgoingMails } from '#db/schema/notifications.ts'
import { type Db, test } from '#tests/db-test.ts'
import { insertPerson } from '#tests/factories/people.ts'

const AT = new Date('2026-03-20T10:00:00+08:00')
const PAGE = { limit: 20, offset: 0 }

function tell(
  db: Db,
  recipients: Recipients,
  { eventKey = randomUUID() as string, title = '标题', at = AT } = {},
): Promise<void> {
  return notify(db, { at, eventKey, recipients, message: { title, body: '正文', link: '/start' } })
}

function person(userId: string): Recipients {
  return { kind: 'people', userIds: [userId] }
}

function as(db: Db, userId: string, at = AT) {
  const actor: Actor = { userId, organisationId: userId, role: 'bid-submitter' }
  return { db, actor, clock: fixedClock(at) }
}

async function titlesOf(db: Db, userId: string): Promise<string[]> {
  const { items } = await listInbox(db, { userId, show: 'all' }, PAGE)
  return items.map(({ title }) => title)
}

function mailsOf(db: Db, userIds: string[]) {
  return db
    .select({
      id: notifications.id,
      recipient: outgoingMails.recipient,
      messageId: outgoingMails.messageId,
      sentAt: outgoingMails.sentAt,
    })
    .from(outgoingMails)
    .innerJoin(notifications, eq(notifications.id, outgoingMails.notificationId))
    .where(inArray(notifications.userId, userIds))
    .orderBy(notifications.id)
}

test('an act tells a person once, and their e-mail waits with it', async ({ db }) => {
  const written = await insertPerson(db, { email: 'bidder@example.cn' })
  const unwritten = await insertPerson(db)
  const both: Recipients = { kind: 'people', userIds: [written, unwritten] }
  await tell(db, both, { eventKey: 'act 1' })
  await tell(db, both, { eventKey: 'act 1', title: '再说一次' })

  expect(await titlesOf(db, written)).toEqual(['标题'])
  expect(await titlesOf(db, unwritten)).toEqual(['标题'])
  const mails = await mailsOf(db, [written, unwritten])
  expect(mails).toMatchObject([{ recipient: 'bidder@example.cn', sentAt: null }])
  expect(mails[0]?.messageId).toMatch(/^<n\d+\.[0-9a-f]{16}@notice\.gongji>$/)
})

test('every insurer means all bid submitters of all insurers, and no one else', async ({ db }) => {
  const submitters = [await insertPerson(db), await insertPerson(db)]
  const officer = await insertPerson(db, { role: 'tender-officer' })
  await tell(db, { kind: 'every-insurer' })
  for (const submitter of submitters) expect(await countUnread(db, submitter)).toBe(1)
  expect(await countUnread(db, officer)).toBe(0)
})

test('an organisation is told by role', async ({ db }) => {
  const officer = await insertPerson(db, { role: 'tender-officer' })
  const roles = { kind: 'organisation', organisationId: officer } as const
  await tell(db, { ...roles, roles: ['fund-officer'] })
  expect(await countUnread(db, officer)).toBe(0)
  await tell(db, { ...roles, roles: ['fund-officer', 'tender-officer'] })
  expect(await countUnread(db, officer)).toBe(1)
})

test('closed accounts are not told, nor expired ones the day after their last', async ({ db }) => {
  const closed = await insertPerson(db)
  await setUserDisabled(db, closed, true)
  const lastDay = await insertPerson(db, { validUntil: '2026-03-20', email: 'x@example.cn' })
  const dayAfter = await insertPerson(db, { validUntil: '2026-03-19', email: 'y@example.cn' })
  await tell(db, { kind: 'people', userIds: [closed, lastDay, dayAfter] })
  expect(await countUnread(db, closed)).toBe(0)
  expect(await countUnread(db, lastDay)).toBe(1)
  expect(await countUnread(db, dayAfter)).toBe(0)
  expect(await mailsOf(db, [lastDay, dayAfter])).toMatchObject([{ recipient: 'x@example.cn' }])
})

test('an act that is rolled back tells nobody', async ({ db }) => {
  const userId = await insertPerson(db, { email: 'x@example.cn' })
  const undone = db.transaction(async (tx) => {
    await tell(tx, person(userId))
    expect(await countUnread(tx, userId)).toBe(1)
    tx.rollback()
  })
  await expect(undone).rejects.toThrow('Rollback')
  expect(await countUnread(db, userId)).toBe(0)
  expect(await mailsOf(db, [userId])).toEqual([])
})

test('the inbox is a person’s own, newest first, and can be narrowed to the unread', async ({
  db,
}) => {
  const [own, other] = [await insertPerson(db), await insertPerson(db)]
  for (const title of ['一', '二', '三']) await tell(db, person(own), { title })
  await tell(db, person(other), { title: '别人的' })
  expect(await titlesOf(db, own)).toEqual(['三', '二', '一'])

  const { items } = await listInbox(db, { userId: own, show: 'all' }, { limit: 1, offset: 1 })
  const id = items[0]?.id ?? 0n
  expect(await readNotification(as(db, own), { notificationId: id })).toEqual({
    ok: true,
    value: { link: '/start' },
  })
  const unread = await listInbox(db, { userId: own, show: 'unread' }, PAGE)
  expect(unread.items.map(({ title }) => title)).toEqual(['三', '一'])
  expect(unread.total).toBe(2)
})

test('a message is read once, by its own reader only', async ({ db }) => {
  const [own, other] = [await insertPerson(db), await insertPerson(db)]
  await tell(db, person(own))
  const notificationId = (await findNewestNotificationId(db, own)) ?? 0n
  expect(await readNotification(as(db, other), { notificationId })).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  expect(await findNotification(db, { userId: other, id: notificationId })).toBeUndefined()

  await readNotification(as(db, own), { notificationId })
  await readNotification(as(db, own, new Date('2026-04-01T00:00:00Z')), { notificationId })
  expect(await findNotification(db, { userId: own, id: notificationId })).toMatchObject({
    readAt: AT,
  })
})

test('marking all read leaves what came after the page was shown', async ({ db }) => {
  const [own, other] = [await insertPerson(db), await insertPerson(db)]
  await tell(db, person(own))
  await tell(db, person(other))
  await tell(db, person(own))
  const upTo = (await findNewestNotificationId(db, own)) ?? 0n
  await tell(db, person(own), { title: '刚到' })
  await readNotifications(as(db, own), { upTo })
  const unread = await listInbox(db, { userId: own, show: 'unread' }, PAGE)
  expect(unread.items.map(({ title }) => title)).toEqual(['刚到'])
  expect(await countUnread(db, other)).toBe(1)
})
