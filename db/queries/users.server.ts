import { and, asc, eq, gte, isNull, lt, or, sql } from 'drizzle-orm'
import { type Role } from '#app/domain/actor.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Db } from '#db/client.server.ts'
import { databaseClock } from './clock.server.ts'
import { organisations, sessions, signInFailures, users } from '#db/schema/identity.ts'

export type Account = {
  id: string
  name: string
  loginName: string
  role: Role
  organisationId: string
  organisationName: string
  disabled: boolean
  validUntil: PlainDate | null // the account's last day
}

const accountColumns = {
  id: users.id,
  name: users.name,
  loginName: users.loginName,
  role: users.role,
  organisationId: users.organisationId,
  organisationName: organisations.name,
  disabled: users.disabled,
  validUntil: users.validUntil,
}

export async function listAccounts(db: Db): Promise<Account[]> {
  return db
    .select(accountColumns)
    .from(users)
    .innerJoin(organisations, eq(organisations.id, users.organisationId))
    .orderBy(asc(organisations.name), asc(users.loginName))
}

/** Accounts of one role that may sign in on a day, by default today, for choosing people. */
export async function listActiveAccounts(
  db: Db,
  role: Role,
  onDay?: PlainDate,
): Promise<Account[]> {
  const day = onDay ?? dateInChina(await databaseClock(db))
  return db
    .select(accountColumns)
    .from(users)
    .innerJoin(organisations, eq(organisations.id, users.organisationId))
    .where(
      and(
        eq(users.role, role),
        eq(users.disabled, false),
        or(isNull(users.validUntil), gte(users.validUntil, day)),
      ),
    )
    .orderBy(asc(organisations.name), asc(users.name), asc(users.id))
}

/** What signing in needs, and nothing else reads. */
export async function findCredentials(db: Db, loginName: string) {
  const [credentials] = await db
    .select({
      userId: users.id,
      organisationId: users.organisationId,
      role: users.role,
      passwordHash: users.passwordHash,
      disabled: users.disabled,
      validUntil: users.validUntil,
    })
    .from(users)
    .where(eq(users.loginName, loginName))
  return credentials
}

/** False when the id or the login name is taken. */
export async function insertUser(
  db: Db,
  user: {
    id: string
    organisationId: string
    role: Role
    name: string
    loginName: string
    passwordHash: string
    email?: string | null
    validUntil?: PlainDate | null // the account's last day
    createdAt: Date
  },
): Promise<boolean> {
  const inserted = await db
    .insert(users)
    .values(user)
    .onConflictDoNothing()
    .returning({ id: users.id })
  return inserted.length === 1
}

/** Closes or reopens an account; closing ends its sessions. False when there is no such account. */
export async function setUserDisabled(db: Db, id: string, disabled: boolean): Promise<boolean> {
  const updated = await db
    .update(users)
    .set({ disabled })
    .where(eq(users.id, id))
    .returning({ id: users.id })
  if (disabled) await db.delete(sessions).where(eq(sessions.userId, id))
  return updated.length === 1
}

/** Failed tries since the last success or quiet spell. */
export async function countSignInFailures(db: Db, loginName: string, since: Date): Promise<number> {
  const [row] = await db
    .select({ failures: signInFailures.failures, lastFailedAt: signInFailures.lastFailedAt })
    .from(signInFailures)
    .where(eq(signInFailures.loginName, loginName))
  return row && row.lastFailedAt >= since ? row.failures : 0
}

/** Counts one more failure; after a quiet spell the count starts anew. */
export async function addSignInFailure(
  db: Db,
  { loginName, at, since }: { loginName: string; at: Date; since: Date },
): Promise<void> {
  await db
    .insert(signInFailures)
    .values({ loginName, failures: 1, lastFailedAt: at })
    .onConflictDoUpdate({
      target: signInFailures.loginName,
      set: {
        failures: sql`case when ${lt(signInFailures.lastFailedAt, since)} then 1 else ${signInFailures.failures} + 1 end`,
        lastFailedAt: at,
      },
    })
}

export async function clearSignInFailures(db: Db, loginName: string): Promise<void> {
  await db.delete(signInFailures).where(eq(signInFailures.loginName, loginName))
}

/** Whether nobody has an account yet: a new portal. */
export async function hasNoAccounts(db: Db): Promise<boolean> {
  const rows = await db.select({ id: users.id }).from(users).limit(1)
  return rows.length === 0
}

export async function findPasswordHash(db: Db, id: string): Promise<string | undefined> {
  const [user] = await db
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, id))
    .for('update')
  return user?.passwordHash
}

/** Sets a new password; every session of the account ends. */
export async function setPasswordHash(db: Db, id: string, passwordHash: string): Promise<void> {
  await db.update(users).set({ passwordHash }).where(eq(users.id, id))
  await db.delete(sessions).where(eq(sessions.userId, id))
}

export async function findLoginName(db: Db, id: string): Promise<string> {
  const [user] = await db.select({ loginName: users.loginName }).from(users).where(eq(users.id, id))
  return user?.loginName ?? ''
}

export async function findEmail(db: Db, id: string): Promise<string | null> {
  const [user] = await db.select({ email: users.email }).from(users).where(eq(users.id, id))
  return user?.email ?? null
}

/** Where messages are sent to from now on; null ends the e-mails. False when it is so already. */
export async function setEmail(db: Db, id: string, email: string | null): Promise<boolean> {
  const updated = await db
    .update(users)
    .set({ email })
    .where(and(eq(users.id, id), sql`${users.email} is distinct from ${email}`))
    .returning({ id: users.id })
  return updated.length === 1
}
