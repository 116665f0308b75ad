import { type CommandContext } from '#app/commands/context.ts'
import { type OrganisationKind } from '#app/domain/actor.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { insertOrganisation } from '#db/queries/organisations.server.ts'

export type CreateOrganisationRefusal = 'already-exists'

/** Registers an organisation that people can act for. */
export async function createOrganisation(
  { db, actor, clock }: CommandContext,
  organisation: { id: string; name: string; kind: OrganisationKind; region: string },
): Promise<Decision<undefined, CreateOrganisationRefusal>> {
  return db.transaction(async (tx) => {
    const at = await clock(tx)
    if (!(await insertOrganisation(tx, { ...organisation, createdAt: at })))
      return refuse('already-exists')
    const { id, kind } = organisation
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'organisation.created',
      subjectId: id,
      purchaseId: null,
      payload: { kind },
    })
    return accept(undefined)
  })
}
