import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { setEmail } from '#db/queries/users.server.ts'

export type ChangeEmailRefusal = 'same-email'

/** Changes the address the actor's messages are also sent to; the trail keeps no address. */
export async function changeEmail(
  { db, actor, clock }: CommandContext,
  { email }: { email: string | null },
): Promise<Decision<undefined, ChangeEmailRefusal>> {
  return db.transaction(async (tx) => {
    if (!(await setEmail(tx, actor.userId, email))) return refuse('same-email')
    await appendAuditEvent(tx, {
      actor,
      at: await clock(tx),
      action: email ? 'account.email-changed' : 'account.email-removed',
      subjectId: actor.userId,
      purchaseId: null,
    })
    return accept(undefined)
  })
}
