import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { findNotification, markNotificationRead } from '#db/queries/notifications.server.ts'

export type ReadNotificationRefusal = 'not-found'

/**
 * Marks one of the actor's own messages as read and says where it leads. The row
 * keeps the first time of reading itself, so the trail has no event of it.
 */
export async function readNotification(
  { db, actor, clock }: CommandContext,
  { notificationId }: { notificationId: bigint },
): Promise<Decision<{ link: string }, ReadNotificationRefusal>> {
  return db.transaction(async (tx) => {
    const own = { userId: actor.userId, id: notificationId }
    const notification = await findNotification(tx, own)
    if (!notification) return refuse('not-found')
    await markNotificationRead(tx, { ...own, at: await clock(tx) })
    return accept({ link: notification.link })
  })
}
