import { type CommandContext } from '#app/commands/context.ts'
import { markNotificationsRead } from '#db/queries/notifications.server.ts'

/** Marks all of the actor's messages up to the newest one shown as read, and none that came since. */
export async function readNotifications(
  { db, actor, clock }: CommandContext,
  { upTo }: { upTo: bigint },
): Promise<void> {
  const at = await clock(db)
  await markNotificationsRead(db, { userId: actor.userId, upTo, at })
}
