import { type Db } from '#db/client.server.ts'
import {
  complaintDecisions,
  complaints,
  objectionAnswers,
  objections,
  suspensionOrders,
} from '#db/schema/objections.ts'

/** False when the id is taken: the same form came twice. */
export async function insertObjection(
  db: Db,
  objection: typeof objections.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(objections)
    .values(objection)
    .onConflictDoNothing()
    .returning({ id: objections.id })
  return inserted.length === 1
}

/** False when it was answered already. */
export async function insertObjectionAnswer(
  db: Db,
  answer: typeof objectionAnswers.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(objectionAnswers)
    .values(answer)
    .onConflictDoNothing()
    .returning({ id: objectionAnswers.objectionId })
  return inserted.length === 1
}

/** False when there is a complaint on this objection already. */
export async function insertComplaint(
  db: Db,
  complaint: typeof complaints.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(complaints)
    .values(complaint)
    .onConflictDoNothing()
    .returning({ id: complaints.id })
  return inserted.length === 1
}

/** False when the procedure was suspended for this complaint already. */
export async function insertSuspensionOrder(
  db: Db,
  order: typeof suspensionOrders.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(suspensionOrders)
    .values(order)
    .onConflictDoNothing()
    .returning({ id: suspensionOrders.complaintId })
  return inserted.length === 1
}

/** False when it was decided already. */
export async function insertComplaintDecision(
  db: Db,
  decision: typeof complaintDecisions.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(complaintDecisions)
    .values(decision)
    .onConflictDoNothing()
    .returning({ id: complaintDecisions.complaintId })
  return inserted.length === 1
}
