import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import { type Db } from '#db/client.server.ts'
import { notifications, outgoingMails } from '#db/schema/notifications.ts'

export type OutgoingMail = {
  notificationId: bigint
  recipient: string
  messageId: string
  attempts: number
  title: string
  body: string
  link: string
}

/**
 * The mail that has been due longest and that nobody else is sending; it is nobody
 * else's until the transaction ends, also when that is because the process died.
 */
export async function lockNextMail(tx: Db, now: Date): Promise<OutgoingMail | undefined> {
  const [mail] = await tx
    .select({
      notificationId: outgoingMails.notificationId,
      recipient: outgoingMails.recipient,
      messageId: outgoingMails.messageId,
      attempts: outgoingMails.attempts,
      title: notifications.title,
      body: notifications.body,
      link: notifications.link,
    })
    .from(outgoingMails)
    .innerJoin(notifications, eq(notifications.id, outgoingMails.notificationId))
    .where(
      and(
        isNull(outgoingMails.sentAt),
        isNull(outgoingMails.gaveUpAt),
        lte(outgoingMails.nextAttemptAt, now),
      ),
    )
    .orderBy(asc(outgoingMails.nextAttemptAt), asc(outgoingMails.notificationId))
    .limit(1)
    .for('update', { of: outgoingMails, skipLocked: true })
  return mail
}

export async function markMailSent(
  tx: Db,
  { notificationId, attempts, at }: { notificationId: bigint; attempts: number; at: Date },
): Promise<void> {
  await tx
    .update(outgoingMails)
    .set({ attempts, sentAt: at, lastError: null })
    .where(eq(outgoingMails.notificationId, notificationId))
}

/** Puts a mail off to another time, or gives it up. */
export async function markMailNotSent(
  tx: Db,
  mail: {
    notificationId: bigint
    attempts: number
    next: { at: Date } | { gaveUpAt: Date }
    lastError: string // a code; what servers answer may hold an address
  },
): Promise<void> {
  const { notificationId, attempts, next, lastError } = mail
  const when = 'at' in next ? { nextAttemptAt: next.at } : { gaveUpAt: next.gaveUpAt }
  await tx
    .update(outgoingMails)
    .set({ attempts, lastError, ...when })
    .where(eq(outgoingMails.notificationId, notificationId))
}
