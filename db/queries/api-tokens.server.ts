import { and, desc, eq } from 'drizzle-orm'
import { type Role } from '#app/domain/actor.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Db } from '#db/client.server.ts'
import { apiTokenRevocations, apiTokens } from '#db/schema/api-tokens.ts'
import { users } from '#db/schema/identity.ts'

export type ApiToken = {
  id: string
  label: string
  expiresOn: PlainDate
  createdAt: Date
  revokedAt: Date | null
}

/** A person's tokens, the latest first. */
export async function listApiTokens(db: Db, userId: string): Promise<ApiToken[]> {
  return db
    .select({
      id: apiTokens.id,
      label: apiTokens.label,
      expiresOn: apiTokens.expiresOn,
      createdAt: apiTokens.createdAt,
      revokedAt: apiTokenRevocations.revokedAt,
    })
    .from(apiTokens)
    .leftJoin(apiTokenRevocations, eq(apiTokenRevocations.tokenId, apiTokens.id))
    .where(eq(apiTokens.userId, userId))
    .orderBy(desc(apiTokens.createdAt), desc(apiTokens.id))
}

/** Holds a person’s tokens still, so that two forms at once cannot make one too many. */
export async function lockTokensOf(db: Db, userId: string): Promise<void> {
  await db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update')
}

/** How many of a person's tokens were not revoked and last to this day or longer. */
export async function countLiveTokens(db: Db, userId: string, today: PlainDate): Promise<number> {
  const tokens = await listApiTokens(db, userId)
  return tokens.filter(({ revokedAt, expiresOn }) => !revokedAt && expiresOn >= today).length
}

/** False when this token was made already. */
export async function insertApiToken(
  db: Db,
  token: typeof apiTokens.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(apiTokens)
    .values(token)
    .onConflictDoNothing()
    .returning({ id: apiTokens.id })
  return inserted.length === 1
}

export async function findOwnToken(
  db: Db,
  { id, userId }: { id: string; userId: string },
): Promise<{ id: string; label: string } | undefined> {
  const [token] = await db
    .select({ id: apiTokens.id, label: apiTokens.label })
    .from(apiTokens)
    .where(and(eq(apiTokens.id, id), eq(apiTokens.userId, userId)))
  return token
}

/** False when it was revoked already. */
export async function insertTokenRevocation(
  db: Db,
  revocation: typeof apiTokenRevocations.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(apiTokenRevocations)
    .values(revocation)
    .onConflictDoNothing()
    .returning({ id: apiTokenRevocations.tokenId })
  return inserted.length === 1
}

export type TokenHolder = {
  expiresOn: PlainDate
  revokedAt: Date | null
  userId: string
  organisationId: string
  role: Role
  disabled: boolean
  validUntil: PlainDate | null
}

/** Whose a token is, by its hash. */
export async function findTokenHolder(db: Db, tokenHash: string): Promise<TokenHolder | undefined> {
  const [holder] = await db
    .select({
      expiresOn: apiTokens.expiresOn,
      revokedAt: apiTokenRevocations.revokedAt,
      userId: users.id,
      organisationId: users.organisationId,
      role: users.role,
      disabled: users.disabled,
      validUntil: users.validUntil,
    })
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .leftJoin(apiTokenRevocations, eq(apiTokenRevocations.tokenId, apiTokens.id))
    .where(eq(apiTokens.tokenHash, tokenHash))
  return holder
}
