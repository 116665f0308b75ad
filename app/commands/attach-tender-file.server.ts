import { type CommandContext } from '#app/commands/context.ts'
import { checkUpload } from '#app/domain/bid/attachment-type.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type TenderFileKind } from '#app/domain/tender/tender-file.ts'
import { sha256Hex } from '#app/sealing/hash.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { insertTenderFile, listTenderFiles } from '#db/queries/tender-files.server.ts'
import { lockTender } from '#db/queries/tenders.server.ts'

export type AttachTenderFileRefusal =
  | 'not-found'
  | 'already-published'
  | 'empty-file'
  | 'too-large'
  | 'unknown-type'
  | 'already-attached'
  | 'too-many'

const MOST_TENDER_FILES = 20

/** Attaches a file to a draft (招标文件附件); its type is read from its bytes, not its name. */
export async function attachTenderFile(
  { db, actor, clock }: CommandContext,
  file: {
    fileId: string
    tenderId: string
    kind: TenderFileKind
    fileName: string
    content: Uint8Array
  },
): Promise<Decision<{ sha256: string }, AttachTenderFileRefusal>> {
  const { fileId: id, tenderId, kind, fileName, content } = file
  const upload = checkUpload(fileName, content)
  if (!upload.ok) return upload
  const mediaType = upload.value
  const sha256 = await sha256Hex(content)

  return db.transaction(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    if (tender?.procuringEntityId !== actor.organisationId) return refuse('not-found')
    if (tender.publishedAt) return refuse('already-published')
    const present = await listTenderFiles(tx, tenderId)
    if (present.some((other) => other.sha256 === sha256)) return refuse('already-attached')
    if (present.length >= MOST_TENDER_FILES) return refuse('too-many')

    const at = await clock(tx)
    const stored = await insertTenderFile(tx, {
      id,
      tenderId,
      kind,
      fileName,
      mediaType,
      sha256,
      content,
      uploadedAt: at,
      uploadedBy: actor.userId,
    })
    if (!stored) return refuse('already-attached')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'tender.file-attached',
      subjectId: tenderId,
      purchaseId: tenderId,
      payload: { sha256, kind },
    })
    return accept({ sha256 })
  })
}
