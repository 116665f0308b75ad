import { type CommandContext } from '#app/commands/context.ts'
import { checkUpload } from '#app/domain/bid/attachment-type.ts'
import { checkAgreedOffer } from '#app/domain/bid/check-bid.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type AgreedOffer } from '#app/domain/contract/agreed-offer.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type OtherProcedureMethod } from '#app/domain/ending/lot-ending.ts'
import { mayUseOtherProcedure } from '#app/domain/ending/other-procedure.ts'
import { lotFacts } from '#app/domain/notification/announcement.ts'
import { otherProcedureRecorded } from '#app/domain/notification/ending-messages.ts'
import { sha256Hex } from '#app/sealing/hash.ts'
import { type Db } from '#db/client.server.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import {
  countFailedAttempts,
  findOtherProcedure,
  insertOtherProcedure,
  insertOtherProcedureFile,
  isRetendered,
  listLotFailures,
} from '#db/queries/endings.server.ts'
import { notify } from '#db/queries/notifications.server.ts'
import { findOrganisation } from '#db/queries/organisations.server.ts'
import { qualificationOfInsurer } from '#db/queries/qualifications.server.ts'
import { lockLot } from '#db/queries/tenders.server.ts'

export type RecordOtherProcedureRefusal =
  | 'not-found'
  | 'not-failed'
  | 'lot-cancelled'
  | 'already-recorded'
  | 'already-retendered'
  | 'too-few-attempts'
  | 'reason-missing'
  | 'impossible-day'
  | 'unknown-insurer'
  | 'not-qualified'
  | 'offer-out-of-terms'
  | FileRefusal

type FileRefusal = 'empty-file' | 'too-large' | 'unknown-type'

export type OtherProcedureInput = {
  lotId: string
  method: OtherProcedureMethod
  reason: string
  document: string // the government's decision, by number
  decidedOn: PlainDate
  insurerId: string
  offer: AgreedOffer
  file: { fileId: string; fileName: string; content: Uint8Array }
}

/**
 * Records how the insurer of a lot that tendering could not place was chosen (其他方式):
 * method, reason and the government's decision. The contract follows as from an award.
 */
export async function recordOtherProcedure(
  { db, actor, clock }: CommandContext,
  input: OtherProcedureInput,
): Promise<Decision<undefined, RecordOtherProcedureRefusal>> {
  const { lotId, method, reason, document, decidedOn, insurerId, offer } = input
  const file = await readFile(input.file)
  if (!file.ok) return file
  return db.transaction(async (tx) => {
    const found = await lockLot(tx, lotId)
    if (!found || found.tender.procuringEntityId !== actor.organisationId)
      return refuse('not-found')
    const { tender, lot, facts } = found
    if (!facts.failed) return refuse('not-failed')
    if (facts.cancelled) return refuse('lot-cancelled')
    if (await findOtherProcedure(tx, lotId)) return refuse('already-recorded')
    if (await isRetendered(tx, lotId)) return refuse('already-retendered')
    const at = await clock(tx)
    const today = dateInChina(at)
    const attempts = await countFailedAttempts(tx, lotId)
    const rule = mayUseOtherProcedure(tender.terms.regime, attempts, today)
    if (!rule.ok) return rule
    if (reason.trim() === '' || document.trim() === '') return refuse('reason-missing')
    const failure = (await listLotFailures(tx, tender.id)).find((ended) => ended.lotId === lotId)
    const since = failure && dateInChina(failure.failedAt)
    if (!since || decidedOn < since || decidedOn > today) return refuse('impossible-day')
    const insurer = await findQualifiedInsurer(tx, insurerId, decidedOn)
    if (!insurer.ok) return insurer
    if (checkAgreedOffer(offer, lot, tender.terms).length > 0) return refuse('offer-out-of-terms')

    await insertOtherProcedureFile(tx, { ...file.value, lotId, uploadedAt: at })
    const source = rule.value.source
    const procedure = { lotId, method, reason, document, decidedOn, insurerId, offer }
    await insertOtherProcedure(tx, {
      ...procedure,
      rule: source,
      fileId: file.value.id,
      recordedAt: at,
      recordedBy: actor.userId,
    })
    const { sha256 } = file.value
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'lot.other-procedure-recorded',
      subjectId: lotId,
      purchaseId: tender.id,
      payload: { ...procedure, rule: source, attempts, sha256 },
    })
    const insurerName = insurer.value.name
    const told = otherProcedureRecorded({ ...lotFacts(tender, lot), insurerName, document })
    await notify(tx, { at, ...told })
    return accept(undefined)
  })
}

async function readFile({ fileId, fileName, content }: OtherProcedureInput['file']) {
  const upload = checkUpload(fileName, content)
  if (!upload.ok) return upload
  const mediaType = upload.value
  const sha256 = await sha256Hex(content)
  return accept({ id: fileId, fileName, mediaType, size: content.length, sha256, content })
}

/** The insurer by the list of qualified ones in force on the day of the decision. */
async function findQualifiedInsurer(
  db: Db,
  insurerId: string,
  day: PlainDate,
): Promise<Decision<{ name: string }, 'unknown-insurer' | 'not-qualified'>> {
  const insurer = await findOrganisation(db, insurerId)
  if (insurer?.kind !== 'insurer') return refuse('unknown-insurer')
  const { state } = await qualificationOfInsurer(db, { insurerName: insurer.name, day })
  return state === 'not-listed' ? refuse('not-qualified') : accept(insurer)
}
