import { randomBytes } from 'node:crypto'
import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { toBase64 } from '#app/sealing/base64.ts'
import { sha256Hex } from '#app/sealing/hash.ts'
import { encryptTo, isRecipient } from '#app/sealing/sealing-key.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { findOwnSealingKey, insertSealingKey } from '#db/queries/sealing-keys.server.ts'

export type RegisterSealingKeyRefusal = 'not-a-recipient' | 'recipient-taken'

const ANSWER_BYTES = 32

/**
 * Registers the public half of a key (登记密钥) and answers with a challenge that only its
 * private half can open. A registration that was cut short may be sent again: the
 * challenge stays the same.
 */
export async function registerSealingKey(
  { db, actor, clock }: CommandContext,
  { keyId, recipient }: { keyId: string; recipient: string },
): Promise<Decision<{ challenge: string }, RegisterSealingKeyRefusal>> {
  const answer = randomBytes(ANSWER_BYTES)
  const challenge = await challengeTo(recipient, answer)
  if (!challenge) return refuse('not-a-recipient')
  const answerSha256 = await sha256Hex(answer)
  return db.transaction(async (tx) => {
    const at = await clock(tx)
    const isNew = await insertSealingKey(tx, {
      id: keyId,
      userId: actor.userId,
      organisationId: actor.organisationId,
      recipient,
      challenge,
      answerSha256,
      registeredAt: at,
    })
    if (!isNew) {
      const own = await findOwnSealingKey(tx, { keyId, userId: actor.userId })
      if (own?.recipient !== recipient) return refuse('recipient-taken')
      return accept({ challenge: toBase64(own.challenge) })
    }
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'sealing-key.registered',
      subjectId: keyId,
      purchaseId: null,
      payload: { recipient },
    })
    return accept({ challenge: toBase64(challenge) })
  })
}

/** A text may look like a recipient and be none: its checksum or its point is wrong. */
async function challengeTo(recipient: string, answer: Uint8Array): Promise<Uint8Array | undefined> {
  if (!isRecipient(recipient)) return undefined
  return encryptTo(recipient, answer).catch(() => undefined)
}
