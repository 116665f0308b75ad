import { asc, eq, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { type Db } from '#db/client.server.ts'
import { users } from '#db/schema/identity.ts'
import { premiumPayments, premiumReceipts } from '#db/schema/premiums.ts'
import { settlements } from '#db/schema/settlements.ts'

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

/** What the final settlement leaves each side to pay. */
export async function findFinalPayables(
  db: Db,
  contractYearId: string,
): Promise<{ payableByInsurer: Fen; payableByFund: Fen; signedOffAt: Date } | undefined> {
  const [row] = await db
    .select({
      payableByInsurer: settlements.payableByInsurer,
      payableByFund: settlements.payableByFund,
      signedOffAt: settlements.signedOffAt,
    })
    .from(settlements)
    .where(eq(settlements.contractYearId, contractYearId))
  return row
}

/** The payments of some years, each with its year. */
export async function listPaymentsOfYears(
  db: Db,
  contractYearIds: readonly string[],
): Promise<
  { contractYearId: string; amount: Fen; paidOn: PlainDate; receivedOn: PlainDate | null }[]
> {
  return db
    .select({
      contractYearId: premiumPayments.contractYearId,
      amount: premiumPayments.amount,
      paidOn: premiumPayments.paidOn,
      receivedOn: premiumReceipts.receivedOn,
    })
    .from(premiumPayments)
    .leftJoin(premiumReceipts, eq(premiumReceipts.paymentId, premiumPayments.id))
    .where(inArray(premiumPayments.contractYearId, [...contractYearIds]))
    .orderBy(asc(premiumPayments.paidOn), asc(premiumPayments.id))
}

export async function findPremiumPayment(
  db: Db,
  id: string,
): Promise<
  { contractYearId: string; amount: Fen; paidOn: PlainDate; document: string } | undefined
> {
  const [row] = await db
    .select({
      document: premiumPayments.document,
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
