import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { setUserDisabled } from '#db/queries/users.server.ts'

export type SetAccountDisabledRefusal = 'not-found' | 'own-account'

/** Closes an account and ends its sessions, or opens it again. */
export async function setAccountDisabled(
  { db, actor, clock }: CommandContext,
  { userId, disabled }: { userId: string; disabled: boolean },
): Promise<Decision<undefined, SetAccountDisabledRefusal>> {
  if (userId === actor.userId) return refuse('own-account')
  return db.transaction(async (tx) => {
    const at = await clock(tx)
    if (!(await setUserDisabled(tx, userId, disabled))) return refuse('not-found')
    const action = disabled ? 'account.disabled' : 'account.enabled'
    await appendAuditEvent(tx, { actor, at, action, subjectId: userId, purchaseId: null })
    return accept(undefined)
  })
}
