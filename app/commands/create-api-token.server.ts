import { type CommandContext } from '#app/commands/context.ts'
import { tokenDayProblem } from '#app/domain/api-token.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { countLiveTokens, insertApiToken, lockTokensOf } from '#db/queries/api-tokens.server.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'

export type CreateApiTokenRefusal =
  | 'label-missing'
  | 'already-over'
  | 'too-far-ahead'
  | 'too-many'
  | 'already-created'

export const MOST_LIVE_TOKENS = 10

/** Notes a new token (接口令牌) by its hash; the token itself is shown to its holder once and kept nowhere. */
export async function createApiToken(
  { db, actor, clock }: CommandContext,
  input: { tokenId: string; tokenHash: string; label: string; expiresOn: PlainDate },
): Promise<Decision<undefined, CreateApiTokenRefusal>> {
  const { tokenId, tokenHash, label, expiresOn } = input
  return db.transaction(async (tx) => {
    if (label.trim() === '') return refuse('label-missing')
    await lockTokensOf(tx, actor.userId)
    const at = await clock(tx)
    const problem = tokenDayProblem(expiresOn, dateInChina(at))
    if (problem) return refuse(problem)
    const row = {
      id: tokenId,
      userId: actor.userId,
      label: label.trim(),
      tokenHash,
      expiresOn,
      createdAt: at,
    }
    const live = await countLiveTokens(tx, actor.userId, dateInChina(at))
    if (live >= MOST_LIVE_TOKENS) return refuse('too-many')
    if (!(await insertApiToken(tx, row))) return refuse('already-created')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'api-token.created',
      subjectId: tokenId,
      purchaseId: null,
      payload: { label: row.label, expiresOn },
    })
    return accept(undefined)
  })
}
