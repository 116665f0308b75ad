import { desc, eq } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { type Db } from '#db/client.server.ts'
import { users } from '#db/schema/identity.ts'
import { accountTransfers } from '#db/schema/ledger.ts'

export type AccountTransfer = {
  id: string
  amount: Fen
  transferredOn: PlainDate
  document: string
  recorderName: string
}

/** A year's transfers from the income to the payout account, the latest first. */
export async function listAccountTransfers(
  db: Db,
  contractYearId: string,
): Promise<AccountTransfer[]> {
  return db
    .select({
      id: accountTransfers.id,
      amount: accountTransfers.amount,
      transferredOn: accountTransfers.transferredOn,
      document: accountTransfers.document,
      recorderName: users.name,
    })
    .from(accountTransfers)
    .innerJoin(users, eq(users.id, accountTransfers.recordedBy))
    .where(eq(accountTransfers.contractYearId, contractYearId))
    .orderBy(desc(accountTransfers.transferredOn), desc(accountTransfers.id))
}

/** False when this transfer is recorded already. */
export async function insertAccountTransfer(
  db: Db,
  transfer: typeof accountTransfers.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(accountTransfers)
    .values(transfer)
    .onConflictDoNothing()
    .returning({ id: accountTransfers.id })
  return inserted.length === 1
}
