import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { findOwnToken, insertTokenRevocation } from '#db/queries/api-tokens.server.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'

export type RevokeApiTokenRefusal = 'not-found' | 'already-revoked'

/** Ends one of one's own tokens at once. */
export async function revokeApiToken(
  { db, actor, clock }: CommandContext,
  { tokenId }: { tokenId: string },
): Promise<Decision<undefined, RevokeApiTokenRefusal>> {
  return db.transaction(async (tx) => {
    const token = await findOwnToken(tx, { id: tokenId, userId: actor.userId })
    if (!token) return refuse('not-found')
    const at = await clock(tx)
    const revocation = { tokenId, revokedBy: actor.userId, revokedAt: at }
    if (!(await insertTokenRevocation(tx, revocation))) return refuse('already-revoked')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'api-token.revoked',
      subjectId: tokenId,
      purchaseId: null,
      payload: { label: token.label },
    })
    return accept(undefined)
  })
}
