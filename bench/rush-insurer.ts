import { randomBytes, randomUUID } from 'node:crypto'
import { type SealedChunk, sealBid } from '#app/sealing/seal-bid.ts'
import { type SealingKey, makeSealingKey } from '#app/sealing/sealing-key.ts'
import { insertOrganisation } from '#db/queries/organisations.server.ts'
import { insertKeyProof, insertSealingKey } from '#db/queries/sealing-keys.server.ts'
import { insertUser } from '#db/queries/users.server.ts'
import { sessions } from '#db/schema/identity.ts'
import {
  PUBLICATION,
  type Purchase,
  requiredFiles,
  sealingTarget,
} from '#tests/factories/purchase.ts'
import { buildBidContent } from '#tests/factories/tender-terms.ts'

export type Insurer = {
  cookie: string
  header: Uint8Array
  envelopeSha256: string
  chunks: SealedChunk[]
}

/** An insurer with a proven key, a session, and an envelope that waits to be sent. */
export async function prepareInsurer(purchase: Purchase, index: number): Promise<Insurer> {
  const { db } = purchase
  const bidderId = `${purchase.id}-rush${index}`
  const userId = `${bidderId}-bidder`
  await insertOrganisation(db, {
    id: bidderId,
    name: bidderId,
    kind: 'insurer',
    region: '',
    createdAt: PUBLICATION,
  })
  await insertUser(db, {
    id: userId,
    organisationId: bidderId,
    role: 'bid-submitter',
    name: userId,
    loginName: userId,
    passwordHash: '',
    createdAt: PUBLICATION,
  })
  const key = await makeSealingKey()
  await registerKey(purchase, { userId, bidderId }, key)
  const sessionId = randomBytes(20).toString('hex')
  await db
    .insert(sessions)
    .values({ id: sessionId, userId, expiresAt: new Date(Date.now() + 3_600_000) })
  const target = {
    ...(await sealingTarget(purchase, 'bidder1')),
    bidderId,
    bidderRecipient: key.recipient,
  }
  const { attachments: _, ...offer } = buildBidContent({ price: 6_000n + BigInt(index) })
  const chunks: SealedChunk[] = []
  const files = requiredFiles(bidderId)
  const sealed = await sealBid({ target, offer, files }, async (chunk) => void chunks.push(chunk))
  const cookie = `gongji_session=${sessionId}`
  return { cookie, ...sealed, chunks }
}

async function registerKey(
  { db }: Purchase,
  { userId, bidderId }: { userId: string; bidderId: string },
  { recipient }: SealingKey,
): Promise<void> {
  const keyId = randomUUID()
  await insertSealingKey(db, {
    id: keyId,
    userId,
    organisationId: bidderId,
    recipient,
    challenge: new Uint8Array(1),
    answerSha256: '0'.repeat(64),
    registeredAt: PUBLICATION,
  })
  await insertKeyProof(db, { keyId, provenAt: PUBLICATION })
}
