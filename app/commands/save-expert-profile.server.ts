import { type CommandContext } from '#app/commands/context.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { findExpert, saveExpertProfileRow } from '#db/queries/experts.server.ts'

export type SaveExpertProfileRefusal = 'not-an-expert' | 'employer-missing'

/** Registers an expert (评审专家库) with speciality, region, employer and term, or registers them anew. */
export async function saveExpertProfile(
  { db, actor, clock }: CommandContext,
  profile: {
    userId: string
    speciality: string
    region: string
    employer: string
    validUntil: PlainDate | null
  },
): Promise<Decision<undefined, SaveExpertProfileRefusal>> {
  if (profile.employer.trim() === '') return refuse('employer-missing')
  return db.transaction(async (tx) => {
    const at = await clock(tx)
    if (!(await findExpert(tx, profile.userId, dateInChina(at)))) return refuse('not-an-expert')
    await saveExpertProfileRow(tx, profile)
    const { userId, speciality, region, validUntil } = profile
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'expert.registered',
      subjectId: userId,
      purchaseId: null,
      payload: { speciality, region, validUntil },
    })
    return accept(undefined)
  })
}
