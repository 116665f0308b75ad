import { type CommandContext } from '#app/commands/context.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { checkConsultationPeriod } from '#app/domain/consultation/consultation-period.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { tenderFacts } from '#app/domain/notification/announcement.ts'
import { consultationPublished } from '#app/domain/notification/tender-messages.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import {
  countConsultations,
  findOpenConsultation,
  insertConsultation,
} from '#db/queries/consultations.server.ts'
import { notify } from '#db/queries/notifications.server.ts'
import { lockTender } from '#db/queries/tenders.server.ts'

export type PublishConsultationRefusal =
  | 'not-found'
  | 'already-published'
  | 'last-day-is-past'
  | 'last-day-too-far'
  | 'consultation-open'
  | 'already-exists'

/** Puts a draft out for comment (征求意见) as it stands now; the notice waits until the last day is over. */
export async function publishConsultation(
  { db, actor, clock }: CommandContext,
  {
    consultationId,
    tenderId,
    introduction,
    lastDay,
  }: { consultationId: string; tenderId: string; introduction: string; lastDay: PlainDate },
): Promise<Decision<{ number: number }, PublishConsultationRefusal>> {
  return db.transaction(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    if (tender?.procuringEntityId !== actor.organisationId) return refuse('not-found')
    if (tender.publishedAt) return refuse('already-published')
    const publishedAt = await clock(tx)
    const period = checkConsultationPeriod(lastDay, publishedAt)
    if (!period.ok) return period
    if (await findOpenConsultation(tx, tenderId, dateInChina(publishedAt)))
      return refuse('consultation-open')

    const number = (await countConsultations(tx, tenderId)) + 1
    const saved = await insertConsultation(tx, {
      id: consultationId,
      tenderId,
      number,
      terms: tender.terms,
      introduction,
      publishedAt,
      publishedBy: actor.userId,
      lastDay,
    })
    if (!saved) return refuse('already-exists')
    await appendAuditEvent(tx, {
      actor,
      at: publishedAt,
      action: 'consultation.published',
      subjectId: consultationId,
      purchaseId: tenderId,
      payload: { number, lastDay },
    })
    await notify(tx, {
      at: publishedAt,
      ...consultationPublished({ ...tenderFacts(tender), consultationId, lastDay }),
    })
    return accept({ number })
  })
}
