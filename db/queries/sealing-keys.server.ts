import { type SQL, type SQLWrapper, and, asc, desc, eq, sql } from 'drizzle-orm'
import { type OpeningOfficer } from '#app/domain/opening/opening-key.ts'
import { type Db } from '#db/client.server.ts'
import { organisations, users } from '#db/schema/identity.ts'
import { sealingKeyProofs, sealingKeys } from '#db/schema/sealing.ts'
import { openingOfficers } from '#db/schema/tenders.ts'

/** False when the key, or another with its recipient, is registered already. */
export async function insertSealingKey(
  db: Db,
  key: {
    id: string
    userId: string
    organisationId: string
    recipient: string
    challenge: Uint8Array
    answerSha256: string
    registeredAt: Date
  },
): Promise<boolean> {
  const inserted = await db
    .insert(sealingKeys)
    .values(key)
    .onConflictDoNothing()
    .returning({ id: sealingKeys.id })
  return inserted.length === 1
}

/** False when it is proven already. */
export async function insertKeyProof(
  db: Db,
  proof: { keyId: string; provenAt: Date },
): Promise<boolean> {
  const inserted = await db
    .insert(sealingKeyProofs)
    .values(proof)
    .onConflictDoNothing()
    .returning({ keyId: sealingKeyProofs.keyId })
  return inserted.length === 1
}

/** A person's own key, proven or not. */
export async function findOwnSealingKey(
  db: Db,
  { keyId, userId }: { keyId: string; userId: string },
) {
  const [key] = await db
    .select({
      id: sealingKeys.id,
      recipient: sealingKeys.recipient,
      challenge: sealingKeys.challenge,
      answerSha256: sealingKeys.answerSha256,
      provenAt: sealingKeyProofs.provenAt,
    })
    .from(sealingKeys)
    .leftJoin(sealingKeyProofs, eq(sealingKeyProofs.keyId, sealingKeys.id))
    .where(and(eq(sealingKeys.id, keyId), eq(sealingKeys.userId, userId)))
  return key
}

export type OwnSealingKey = {
  id: string
  recipient: string
  registeredAt: Date
  provenAt: Date | null
}

/** A person's keys, newest first. A person has few. */
export async function listOwnSealingKeys(db: Db, userId: string): Promise<OwnSealingKey[]> {
  return db
    .select({
      id: sealingKeys.id,
      recipient: sealingKeys.recipient,
      registeredAt: sealingKeys.registeredAt,
      provenAt: sealingKeyProofs.provenAt,
    })
    .from(sealingKeys)
    .leftJoin(sealingKeyProofs, eq(sealingKeyProofs.keyId, sealingKeys.id))
    .where(eq(sealingKeys.userId, userId))
    .orderBy(desc(sealingKeys.registeredAt), desc(sealingKeys.id))
}

/** The key an insurer's bids keep a copy for: the latest that one of its people has proven. */
export async function findInsurerRecipient(
  db: Db,
  organisationId: string,
): Promise<string | undefined> {
  const [key] = await db
    .select({ recipient: sealingKeys.recipient })
    .from(sealingKeys)
    .innerJoin(sealingKeyProofs, eq(sealingKeyProofs.keyId, sealingKeys.id))
    .where(eq(sealingKeys.organisationId, organisationId))
    .orderBy(desc(sealingKeyProofs.provenAt), desc(sealingKeys.id))
    .limit(1)
  return key?.recipient
}

/** The key that counts of one person: the latest proven. */
export async function findProvenRecipient(db: Db, userId: string): Promise<string | undefined> {
  const [key] = await db
    .select({ recipient: sealingKeys.recipient })
    .from(sealingKeys)
    .innerJoin(sealingKeyProofs, eq(sealingKeyProofs.keyId, sealingKeys.id))
    .where(eq(sealingKeys.userId, userId))
    .orderBy(desc(sealingKeyProofs.provenAt), desc(sealingKeys.id))
    .limit(1)
  return key?.recipient
}

/** The same said in SQL, for queries over many people. */
export function provenRecipientOf(userId: SQLWrapper): SQL<string | null> {
  return sql`(select k.recipient from ${sealingKeys} k join ${sealingKeyProofs} p on p.key_id = k.id where k.user_id = ${userId} order by p.proven_at desc, k.id desc limit 1)`
}

const officerColumns = {
  userId: users.id,
  name: users.name,
  organisationId: organisations.id,
  organisationName: organisations.name,
  recipient: provenRecipientOf(users.id),
  disabled: users.disabled,
  validUntil: users.validUntil,
}

export type OpeningOfficerAccount = OpeningOfficer & {
  disabled: boolean
  validUntil: (typeof users.$inferSelect)['validUntil']
}

/** The people named to open a tender's bids, with their present keys and whether their accounts still serve. */
export async function listOpeningOfficers(
  db: Db,
  tenderId: string,
): Promise<OpeningOfficerAccount[]> {
  return db
    .select(officerColumns)
    .from(openingOfficers)
    .innerJoin(users, eq(users.id, openingOfficers.userId))
    .innerJoin(organisations, eq(organisations.id, users.organisationId))
    .where(eq(openingOfficers.tenderId, tenderId))
    .orderBy(asc(users.id))
}

/** Everybody who may be named to open bids. */
export async function listOpeningOfficerAccounts(db: Db): Promise<OpeningOfficerAccount[]> {
  return db
    .select(officerColumns)
    .from(users)
    .innerJoin(organisations, eq(organisations.id, users.organisationId))
    .where(and(eq(users.role, 'opening-officer'), eq(users.disabled, false)))
    .orderBy(asc(organisations.name), asc(users.id))
}
