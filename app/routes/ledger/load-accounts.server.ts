import { mayDo } from '#app/auth/permissions.ts'
import { type Viewer } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { type Fen } from '#app/domain/money.ts'
import { type ContractYearRow } from '#db/queries/contract-years.server.ts'
import { sumAccounts } from '#db/queries/ledger.server.ts'
import { findSettlementInputs } from '#db/queries/statements.server.ts'

/** What the year's page shows of its separate accounts, or null to those who may not see them. */
export type AccountsView = {
  incomeAccount: Fen
  payoutAccount: Fen
  claimsPaid: Fen
  operatingCost: Fen
  outstandingClosing: Fen
} | null

export async function loadAccounts(
  year: Pick<ContractYearRow, 'id' | 'contractId' | 'endsOn'>,
  viewer: Viewer,
): Promise<AccountsView> {
  if (!mayDo(viewer.role, 'see-accounts')) return null
  const balances = await sumAccounts(db, year.contractId, { until: year.endsOn })
  const { claimsPaid, operatingCost, outstandingClosing } = await findSettlementInputs(db, year.id)
  return {
    incomeAccount: balances.get('income-account') ?? 0n,
    payoutAccount: balances.get('payout-account') ?? 0n,
    claimsPaid,
    operatingCost,
    outstandingClosing,
  }
}
