import { hash, verify } from '@node-rs/argon2'
import { type CommandContext } from '#app/commands/context.ts'
import { isAccountOpen } from '#app/domain/account.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import {
  addSignInFailure,
  clearSignInFailures,
  countSignInFailures,
  findCredentials,
} from '#db/queries/users.server.ts'

export type SignInRefusal = 'wrong-credentials' | 'locked-out'

const LOCKOUT_FAILURES = 5
const LOCKOUT_MS = 15 * 60 * 1000

/**
 * Checks a login name and password (argon2id). After five failures in a row the
 * name is locked for 15 minutes, whether or not it exists, and an unknown name
 * costs as much time as a known one, so that neither tells which names exist.
 */
export async function signIn(
  { db, clock }: Pick<CommandContext, 'db' | 'clock'>,
  { loginName, password }: { loginName: string; password: string },
): Promise<Decision<{ userId: string }, SignInRefusal>> {
  const now = await clock(db)
  const since = new Date(now.getTime() - LOCKOUT_MS)
  if ((await countSignInFailures(db, loginName, since)) >= LOCKOUT_FAILURES) {
    return refuse('locked-out')
  }

  const credentials = await findCredentials(db, loginName)
  const matches = await verify(credentials?.passwordHash ?? (await unknownNameHash), password)
  if (!credentials || !matches || !isAccountOpen(credentials, now)) {
    await addSignInFailure(db, { loginName, at: now, since })
    return refuse('wrong-credentials')
  }

  return db.transaction(async (tx) => {
    await clearSignInFailures(tx, loginName)
    const { userId, organisationId, role } = credentials
    await appendAuditEvent(tx, {
      actor: { userId, organisationId, role },
      at: now,
      action: 'account.signed-in',
      subjectId: userId,
      purchaseId: null,
    })
    return accept({ userId })
  })
}

const unknownNameHash = hash('no account has this password')
