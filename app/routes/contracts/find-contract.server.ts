import { contractScope } from '#app/auth/contract-scope.server.ts'
import { type Permission } from '#app/auth/permissions.ts'
import { type Viewer, requirePermission } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { notFound } from '#app/http/params.ts'
import { type Contract, type ContractParty, findContract } from '#db/queries/contracts.server.ts'

/** A signed contract for who may see it, and which party the viewer is. */
export async function findContractFor(
  request: Request,
  contractId: string,
  permission: Permission = 'see-contracts',
): Promise<{ contract: Contract; viewer: Viewer; party: ContractParty | null }> {
  const viewer = await requirePermission(request, permission)
  const contract = await findContract(db, contractId, contractScope(viewer))
  if (contract?.confirmations.length !== 2) return notFound('没有这个已签订的合同')
  return { contract, viewer, party: partyOf(contract, viewer) }
}

export function partyOf(contract: Contract, { organisationId }: Viewer): ContractParty | null {
  if (organisationId === contract.policyholderId) return 'policyholder'
  return organisationId === contract.insurerId ? 'insurer' : null
}
