import { asc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
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
  receiptDocument: string | null
  confirmerName: string | null
}

const confirmers = alias(users, 'confirmers')

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
      receiptDocument: premiumReceipts.document,
      confirmerName: confirmers.name,
    })
    .from(premiumPayments)
    .innerJoin(users, eq(users.id, premiumPayments.recordedBy))
    .leftJoin(premiumReceipts, eq(premiumReceipts.paymentId, premiumPayments.id))
    .leftJoin(confirmers, eq(confirmers.id, premiumReceipts.confirmedBy))
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

export async function findPremiumPayment(
  db: Db,
  id: string,
): Promise<{ contractYearId: string; amount: Fen; paidOn: PlainDate } | undefined> {
  const [row] = await db
    .select({
      contractYearId: premiumPayments.contractYearId,
      amount: premiumPayments.amount,
      paidOn: premiumPayments.paidOn,
    })
    .from(premiumPayments)
    .where(eq(premiumPayments.id, id))
  return row
}

/** False when the payment's receipt is confirmed already. */
export async function insertPremiumReceipt(
  db: Db,
  receipt: typeof premiumReceipts.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(premiumReceipts)
    .values(receipt)
    .onConflictDoNothing()
    .returning({ paymentId: premiumReceipts.paymentId })
  return inserted.length === 1
}
