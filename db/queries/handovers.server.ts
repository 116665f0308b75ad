import { asc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type HandoverItem } from '#app/domain/contract/handover.ts'
import { type Db } from '#db/client.server.ts'
import { handoverAnswers, handoverRecords } from '#db/schema/contract-changes.ts'
import { users } from '#db/schema/identity.ts'

export type HandoverRecordRow = {
  id: string
  contractId: string
  item: HandoverItem
  version: number
  handedOverOn: PlainDate
  receiver: string
  document: string
  note: string
  recorderName: string
  recordedAt: Date
  answer: 'accepted' | 'returned' | null
  answerReason: string | null
  answererName: string | null
  answeredAt: Date | null
}

/** Everything recorded of a contract's handover, the first one first. */
export async function listHandoverRecords(
  db: Db,
  contractId: string,
): Promise<HandoverRecordRow[]> {
  return selectRecord(db)
    .where(eq(handoverRecords.contractId, contractId))
    .orderBy(asc(handoverRecords.recordedAt), asc(handoverRecords.id))
}

export async function findHandoverRecord(
  db: Db,
  recordId: string,
): Promise<HandoverRecordRow | undefined> {
  const [row] = await selectRecord(db).where(eq(handoverRecords.id, recordId))
  return row
}

/** False when this version was recorded already. */
export async function insertHandoverRecord(
  db: Db,
  record: typeof handoverRecords.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(handoverRecords)
    .values(record)
    .onConflictDoNothing()
    .returning({ id: handoverRecords.id })
  return inserted.length === 1
}

/** False when it was answered already. */
export async function insertHandoverAnswer(
  db: Db,
  answer: typeof handoverAnswers.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(handoverAnswers)
    .values(answer)
    .onConflictDoNothing()
    .returning({ id: handoverAnswers.recordId })
  return inserted.length === 1
}

const answerers = alias(users, 'answerers')

function selectRecord(db: Db) {
  return db
    .select({
      id: handoverRecords.id,
      contractId: handoverRecords.contractId,
      item: handoverRecords.item,
      version: handoverRecords.version,
      handedOverOn: handoverRecords.handedOverOn,
      receiver: handoverRecords.receiver,
      document: handoverRecords.document,
      note: handoverRecords.note,
      recorderName: users.name,
      recordedAt: handoverRecords.recordedAt,
      answer: handoverAnswers.answer,
      answerReason: handoverAnswers.reason,
      answererName: answerers.name,
      answeredAt: handoverAnswers.answeredAt,
    })
    .from(handoverRecords)
    .innerJoin(users, eq(users.id, handoverRecords.recordedBy))
    .leftJoin(handoverAnswers, eq(handoverAnswers.recordId, handoverRecords.id))
    .leftJoin(answerers, eq(answerers.id, handoverAnswers.answeredBy))
    .$dynamic()
}
