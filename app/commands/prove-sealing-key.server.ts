import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { fromBase64 } from '#app/sealing/base64.ts'
import { sha256Hex } from '#app/sealing/hash.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { findOwnSealingKey, insertKeyProof } from '#db/queries/sealing-keys.server.ts'

export type ProveSealingKeyRefusal = 'not-found' | 'wrong-answer' | 'already-proven'

/** Shows that the actor can decrypt with a registered key (持有证明). From then on it is the one that counts. */
export async function proveSealingKey(
  { db, actor, clock }: CommandContext,
  { keyId, answer }: { keyId: string; answer: string },
): Promise<Decision<{ provenAt: Date }, ProveSealingKeyRefusal>> {
  const answerSha256 = await hashOf(answer)
  return db.transaction(async (tx) => {
    const key = await findOwnSealingKey(tx, { keyId, userId: actor.userId })
    if (!key) return refuse('not-found')
    if (answerSha256 !== key.answerSha256) return refuse('wrong-answer')
    const provenAt = await clock(tx)
    if (!(await insertKeyProof(tx, { keyId, provenAt }))) return refuse('already-proven')
    await appendAuditEvent(tx, {
      actor,
      at: provenAt,
      action: 'sealing-key.proven',
      subjectId: keyId,
      purchaseId: null,
      payload: { recipient: key.recipient },
    })
    return accept({ provenAt })
  })
}

/** Undefined when the answer is not even base64. */
async function hashOf(answer: string): Promise<string | undefined> {
  try {
    return await sha256Hex(fromBase64(answer))
  } catch {
    return undefined
  }
}
