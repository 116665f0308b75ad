import { type CommandContext } from '#app/commands/context.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import {
  type ListRow,
  MOST_LIST_ROWS,
  readQualifiedRows,
} from '#app/domain/qualification/qualified-insurers.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { insertQualifiedList } from '#db/queries/qualifications.server.ts'

export type ImportQualifiedListRefusal =
  | 'source-missing'
  | 'empty-list'
  | 'too-many-rows'
  | 'rows-refused'
  | 'same-day-twice'

/**
 * Imports a published list of qualified insurers (资质名录), the whole file or
 * nothing. The page lists by `readQualifiedRows` which rows stand in the way.
 */
export async function importQualifiedList(
  { db, actor, clock }: CommandContext,
  {
    rows,
    ...list
  }: {
    id: string
    inForceFrom: PlainDate
    source: string
    fileName: string
    fileSha256: string
    rows: readonly ListRow[]
  },
): Promise<Decision<{ institutions: number }, ImportQualifiedListRefusal>> {
  if (list.source.trim() === '') return refuse('source-missing')
  if (rows.length === 0) return refuse('empty-list')
  if (rows.length > MOST_LIST_ROWS) return refuse('too-many-rows')
  const { institutions, problems } = readQualifiedRows(rows)
  if (problems.length > 0) return refuse('rows-refused')
  return db.transaction(async (tx) => {
    const at = await clock(tx)
    const row = { ...list, importedAt: at, importedBy: actor.userId }
    if (!(await insertQualifiedList(tx, row, institutions))) return refuse('same-day-twice')
    const { id, inForceFrom, source, fileSha256 } = list
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'qualified-list.imported',
      subjectId: id,
      purchaseId: null,
      payload: { inForceFrom, source, fileSha256, institutions: institutions.length },
    })
    return accept({ institutions: institutions.length })
  })
}
