import { type Actor } from '#app/domain/actor.ts'
import { type Db } from '#db/client.server.ts'
import { type Contract, type ContractParty, lockContract } from '#db/queries/contracts.server.ts'

/** A signed contract, locked, and which party the actor acts for; undefined for anybody else. */
export async function lockSignedContract(
  db: Db,
  contractId: string | undefined,
  { organisationId }: Actor,
): Promise<{ contract: Contract; party: ContractParty } | undefined> {
  const contract = contractId === undefined ? undefined : await lockContract(db, contractId)
  if (contract?.confirmations.length !== 2) return undefined
  if (organisationId === contract.policyholderId) return { contract, party: 'policyholder' }
  return organisationId === contract.insurerId ? { contract, party: 'insurer' } : undefined
}

/** A contract as its messages speak of it. */
export function contractFacts({ id, number, tenderTitle, policyholderId, insurerId }: Contract) {
  return { contractId: id, contractNumber: number, tenderTitle, policyholderId, insurerId }
}
