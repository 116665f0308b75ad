import { hash } from '@node-rs/argon2'
import { type CommandContext } from '#app/commands/context.ts'
import { ROLE_ORGANISATIONS, type Role } from '#app/domain/actor.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { findOrganisation } from '#db/queries/organisations.server.ts'
import { insertUser } from '#db/queries/users.server.ts'

export type CreateAccountRefusal =
  | 'no-such-organisation'
  | 'role-not-of-organisation'
  | 'login-name-taken'

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
    if (!(await insertUser(tx, { ...user, passwordHash, createdAt: at })))
      return refuse('login-name-taken')
    const { id, organisationId, role } = user
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'account.created',
      subjectId: id,
      purchaseId: null,
      payload: { organisationId, role },
    })
    return accept(undefined)
  })
}
