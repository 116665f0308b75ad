import { type Actor } from '#app/domain/actor.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type Db } from '#db/client.server.ts'
import { type ContractYearRow, lockContractYear } from '#db/queries/contract-years.server.ts'
import { findSettlement } from '#db/queries/settlements.server.ts'

export type LockOpenAccountsRefusal = 'not-found' | 'settled'

/** The insurer's own year, locked, whose accounts still take entries: those of a settled year stand. */
export async function lockOpenAccounts(
  db: Db,
  { contractYearId, actor }: { contractYearId: string; actor: Actor },
): Promise<Decision<ContractYearRow, LockOpenAccountsRefusal>> {
  const year = await lockContractYear(db, contractYearId)
  if (!year || year.insurerId !== actor.organisationId) return refuse('not-found')
  if (await findSettlement(db, contractYearId)) return refuse('settled')
  return accept(year)
}
