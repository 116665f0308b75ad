import { hash } from '@node-rs/argon2'
import { type CommandContext } from '#app/commands/context.ts'
import { isAccountOpen } from '#app/domain/account.ts'
import { ROLE_ORGANISATIONS, type Role } from '#app/domain/actor.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { findOrganisation } from '#db/queries/organisations.server.ts'
import { insertUser } from '#db/queries/users.server.ts'

export type CreateAccountRefusal =
  | 'no-such-organisation'
  | 'role-not-of-organisation'
  | 'login-name-taken'
  | 'already-expired'

/** Opens an account: one person, one organisation, one role (岗位分离). */
export async function createAccount(
  { db, actor, clock }: CommandContext,
  account: {
    id: string
    organisationId: string
    role: Role
    name: string
    loginName: string
    password: string
    email?: string | null
    validUntil?: PlainDate | null // the account's last day
  },
): Promise<Decision<undefined, CreateAccountRefusal>> {
  const { password, ...user } = account
  const passwordHash = await hash(password)
  return db.transaction(async (tx) => {
    const organisation = await findOrganisation(tx, user.organisationId)
    if (!organisation) return refuse('no-such-organisation')
    if (!ROLE_ORGANISATIONS[user.role].includes(organisation.kind))
      return refuse('role-not-of-organisation')

    const at = await clock(tx)
    if (!isAccountOpen({ disabled: false, validUntil: user.validUntil ?? null }, at))
      return refuse('already-expired')
    if (!(await insertUser(tx, { ...user, passwordHash, createdAt: at })))
      return refuse('login-name-taken')
    const { id, organisationId, role } = user
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'account.created',
      subjectId: id,
      purchaseId: null,
      payload: { organisationId, role, validUntil: user.validUntil ?? null },
    })
    return accept(undefined)
  })
}
