import { sql } from 'drizzle-orm'
import { bigint, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { id, instant } from './columns.ts'
import { users } from './identity.ts'

/** 站内信: one message to one person, written in the transaction of the act it tells of. */
export const notifications = pgTable(
  'notifications',
  {
    id: bigint('id', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    userId: id('user_id')
      .notNull()
      .references(() => users.id),
    eventKey: text('event_key').notNull(), // an act tells a person once
    title: text('title').notNull(),
    body: text('body').notNull(),
    link: text('link').notNull(), // a page of the portal
    createdAt: instant('created_at').notNull(),
    readAt: instant('read_at'),
  },
  (table) => [
    unique('told_once').on(table.userId, table.eventKey),
    index('notifications_by_user').on(table.userId, table.id),
    index('unread_by_user')
      .on(table.userId)
      .where(sql`${table.readAt} is null`), // counted on every page
  ],
)

/** 发件箱: the e-mail of a notification, sent by the mail job after the commit. */
export const outgoingMails = pgTable(
  'outgoing_mails',
  {
    notificationId: bigint('notification_id', { mode: 'bigint' })
      .primaryKey()
      .references(() => notifications.id),
    recipient: text('recipient').notNull(),
    messageId: text('message_id').notNull().unique(), // the same on every try
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at').notNull(),
    sentAt: instant('sent_at'),
    gaveUpAt: instant('gave_up_at'),
    lastError: text('last_error'),
  },
  (table) => [
    index('mails_to_send')
      .on(table.nextAttemptAt, table.notificationId)
      .where(sql`${table.sentAt} is null and ${table.gaveUpAt} is null`), // what is sent does not slow the job
  ],
)
