import { type SQL, and, count, desc, eq, isNull, lte, sql } from 'drizzle-orm'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Announcement, type Recipients } from '#app/domain/notification/announcement.ts'
import { type Db } from '#db/client.server.ts'
import { openedBids } from '#db/schema/bids.ts'
import { committeeMembers } from '#db/schema/evaluations.ts'
import { organisations, users } from '#db/schema/identity.ts'
import { notifications, outgoingMails } from '#db/schema/notifications.ts'
import { openingOfficers } from '#db/schema/tenders.ts'

/**
 * Tells people of an act, inside the act's transaction: a message in the inbox of
 * each, and an e-mail in the outbox for those with an address. A person is told
 * once per event key; closed and expired accounts are not told.
 */
export async function notify(
  tx: Db,
  { at, eventKey, recipients, message }: Announcement & { at: Date },
): Promise<void> {
  const createdAt = sql.param(at, notifications.createdAt)
  await tx.execute(sql`
    with told as (
      insert into ${notifications} (user_id, event_key, title, body, link, created_at)
      select ${users.id}, ${eventKey}, ${message.title}, ${message.body}, ${message.link}, ${createdAt}::timestamptz
      from ${users}
      inner join ${organisations} on ${organisations.id} = ${users.organisationId}
      where ${toldBy(recipients)}
        and not ${users.disabled}
        and (${users.validUntil} is null or ${users.validUntil} >= ${dateInChina(at)}::date)
      order by ${users.id}
      on conflict (user_id, event_key) do nothing
      returning id, user_id
    )
    insert into ${outgoingMails} (notification_id, recipient, message_id, next_attempt_at)
    select told.id, ${users.email}, ${messageId(eventKey)}, ${createdAt}::timestamptz
    from told
    inner join ${users} on ${users.id} = told.user_id
    where ${users.email} is not null`)
}

/** Tells of an act that says different things to different people. */
export async function notifyAll(
  tx: Db,
  at: Date,
  announcements: readonly Announcement[],
): Promise<void> {
  for (const announcement of announcements) await notify(tx, { at, ...announcement })
}

/** Fixed with the notification, so that every try sends the same; the hash keeps two portals apart. */
function messageId(eventKey: string): SQL {
  return sql`'<n' || told.id || '.' || left(md5(told.user_id || ' ' || ${eventKey}), 16) || '@notice.gongji>'`
}

function toldBy(recipients: Recipients): SQL {
  switch (recipients.kind) {
    case 'every-insurer':
      return sql`${users.role} = 'bid-submitter' and ${organisations.kind} = 'insurer'`
    case 'supervisors':
      return sql`${users.role} = 'supervisor'`
    case 'organisation':
      return sql`${users.organisationId} = ${recipients.organisationId} and ${users.role} in ${recipients.roles}`
    case 'opened-bidders':
      return sql`${users.role} = 'bid-submitter' and ${users.organisationId} in
        (select ${openedBids.bidderId} from ${openedBids} where ${openedBids.lotId} = ${recipients.lotId})`
    case 'committee':
      return sql`${users.id} in (select ${committeeMembers.expertId} from ${committeeMembers}
        where ${committeeMembers.tenderId} = ${recipients.tenderId} and ${committeeMembers.removedAt} is null)`
    case 'committee-chair':
      return sql`${users.id} in (select ${committeeMembers.expertId} from ${committeeMembers}
        where ${committeeMembers.tenderId} = ${recipients.tenderId} and ${committeeMembers.removedAt} is null
          and ${committeeMembers.chair})`
    case 'opening-officers':
      return sql`${users.id} in (select ${openingOfficers.userId} from ${openingOfficers}
        where ${openingOfficers.tenderId} = ${recipients.tenderId})`
    case 'people':
      return recipients.userIds.length === 0
        ? sql`false`
        : sql`${users.id} in ${[...recipients.userIds]}`
  }
}

export type InboxItem = {
  id: bigint
  title: string
  createdAt: Date
  readAt: Date | null
}

/** A person's own messages, newest first. */
export async function listInbox(
  db: Db,
  { userId, show }: { userId: string; show: 'all' | 'unread' },
  page: { limit: number; offset: number },
): Promise<{ items: InboxItem[]; total: number }> {
  const own = and(
    eq(notifications.userId, userId),
    show === 'unread' ? isNull(notifications.readAt) : undefined,
  )
  const items = await db
    .select({
      id: notifications.id,
      title: notifications.title,
      createdAt: notifications.createdAt,
      readAt: notifications.readAt,
    })
    .from(notifications)
    .where(own)
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await db.select({ total: count() }).from(notifications).where(own)
  return { items, total: counted?.total ?? 0 }
}

/** Where a person's inbox ends now, so that marking all read leaves what comes later unread. */
export async function findNewestNotificationId(
  db: Db,
  userId: string,
): Promise<bigint | undefined> {
  const [newest] = await db
    .select({ id: notifications.id })
    .from(notifications)
    .where(eq(notifications.userId, userId))
    .orderBy(desc(notifications.id))
    .limit(1)
  return newest?.id
}

/** How many a person has not read; asked on every page, so it stops counting at 100. */
export async function countUnread(db: Db, userId: string): Promise<number> {
  const unread = db
    .select({ id: notifications.id })
    .from(notifications)
    .where(and(eq(notifications.userId, userId), isNull(notifications.readAt)))
    .limit(100)
    .as('unread')
  return db.$count(unread)
}

/** One of a person's own messages. */
export async function findNotification(db: Db, { userId, id }: { userId: string; id: bigint }) {
  const [notification] = await db
    .select({
      id: notifications.id,
      title: notifications.title,
      body: notifications.body,
      link: notifications.link,
      createdAt: notifications.createdAt,
      readAt: notifications.readAt,
    })
    .from(notifications)
    .where(and(eq(notifications.id, id), eq(notifications.userId, userId)))
  return notification
}

/** Keeps the first time of reading. */
export async function markNotificationRead(
  db: Db,
  { userId, id, at }: { userId: string; id: bigint; at: Date },
): Promise<void> {
  await db
    .update(notifications)
    .set({ readAt: at })
    .where(
      and(eq(notifications.id, id), eq(notifications.userId, userId), isNull(notifications.readAt)),
    )
}

/** Everything a person had been told up to the newest message they were shown. */
export async function markNotificationsRead(
  db: Db,
  { userId, upTo, at }: { userId: string; upTo: bigint; at: Date },
): Promise<void> {
  await db
    .update(notifications)
    .set({ readAt: at })
    .where(
      and(
        eq(notifications.userId, userId),
        lte(notifications.id, upTo),
        isNull(notifications.readAt),
      ),
    )
}
