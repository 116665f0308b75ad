import { asc, eq } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { type Db } from '#db/client.server.ts'
import { users } from '#db/schema/identity.ts'
import { premiumPayments, premiumReceipts } from '#db/schema/premiums.ts'

export type PremiumPayment = {
  id: string
  amount: Fen
  paidOn: PlainDate
  document: string
  recorderName: string
  receivedOn: PlainDate | null // 到账日期, null until the insurer confirms
}

export async function listPremiumPayments(
  db: Db,
  contractYearId: string,
): Promise<PremiumPayment[]> {
  return db
    .select({
      id: premiumPayments.id,
      amount: premiumPayments.amount,
      paidOn: premiumPayments.paidOn,
      document: premiumPayments.document,
      recorderName: users.name,
      receivedOn: premiumReceipts.receivedOn,
    })
    .from(premiumPayments)
    .innerJoin(users, eq(users.id, premiumPayments.recordedBy))
    .leftJoin(premiumReceipts, eq(premiumReceipts.paymentId, premiumPayments.id))
    .where(eq(premiumPayments.contractYearId, contractYearId))
    .orderBy(asc(premiumPayments.paidOn), asc(premiumPayments.id))
}

/** False when this payment is recorded already. */
export async function insertPremiumPayment(
  db: Db,
  payment: typeof premiumPayments.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(premiumPayments)
    .values(payment)
    .onConflictDoNothing()
    .returning({ id: premiumPayments.id })
  return inserted.length === 1
}
