import { type CommandContext } from '#app/commands/context.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { checkTemplate } from '#app/domain/tender/check-template.ts'
import { type TemplateContent } from '#app/domain/tender/contract-template.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import {
  insertContractTemplate,
  lockContractTemplate,
  updateContractTemplate,
} from '#db/queries/contract-templates.server.ts'

export type SaveContractTemplateRefusal =
  | 'breaks-a-rule'
  | 'changed-meanwhile'
  | 'retired'
  | 'name-taken'

/** Keeps a province's contract template (合同范本), a new one or, from the version it is `basedOn`, a changed one. */
export async function saveContractTemplate(
  { db, actor, clock }: CommandContext,
  {
    basedOn,
    ...template
  }: {
    id: string
    basedOn: Date | null // null for a new one
    name: string
    province: string
    document: string
    issuedOn: PlainDate
    content: TemplateContent
  },
): Promise<Decision<{ savedAt: Date }, SaveContractTemplateRefusal>> {
  return db.transaction(async (tx) => {
    const before = await lockContractTemplate(tx, template.id)
    if (before?.savedAt.getTime() !== basedOn?.getTime()) return refuse('changed-meanwhile')
    if (before?.retiredAt) return refuse('retired')
    const at = await clock(tx)
    if (checkTemplate(template.content, dateInChina(at)).length > 0) return refuse('breaks-a-rule')

    const row = { ...template, savedAt: at, savedBy: actor.userId }
    const saved = before
      ? await updateContractTemplate(tx, row)
      : await insertContractTemplate(tx, row)
    if (!saved) return refuse('name-taken')
    const { id, name, province, document, issuedOn, content } = template
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'contract-template.saved',
      subjectId: id,
      purchaseId: null,
      payload: { name, province, document, issuedOn, content },
    })
    return accept({ savedAt: at })
  })
}
