import { hash, verify } from '@node-rs/argon2'
import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { findPasswordHash, setPasswordHash } from '#db/queries/users.server.ts'

export type ChangePasswordRefusal = 'wrong-password' | 'same-password'

/** Changes the actor's own password; every session of the account ends, this one too. */
export async function changePassword(
  { db, actor, clock }: CommandContext,
  { current, next }: { current: string; next: string },
): Promise<Decision<undefined, ChangePasswordRefusal>> {
  const passwordHash = await hash(next)
  return db.transaction(async (tx) => {
    const stored = await findPasswordHash(tx, actor.userId)
    if (!stored || !(await verify(stored, current))) return refuse('wrong-password')
    if (current === next) return refuse('same-password')

    const at = await clock(tx)
    await setPasswordHash(tx, actor.userId, passwordHash)
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'account.password-changed',
      subjectId: actor.userId,
      purchaseId: null,
    })
    return accept(undefined)
  })
}
