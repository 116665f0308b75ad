import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { type AmendmentInForce } from '#app/domain/contract/terms-in-force.ts'
import { type Db } from '#db/client.server.ts'
import { contractAmendmentConfirmations, contractAmendments } from '#db/schema/contract-changes.ts'

/** The amendments of some contracts that both parties have signed, by contract. */
export async function listAmendmentsInForce(
  db: Db,
  contractIds: readonly string[],
): Promise<ReadonlyMap<string, AmendmentInForce[]>> {
  const rows = await db
    .select({
      contractId: contractAmendments.contractId,
      number: contractAmendments.number,
      kind: contractAmendments.kind,
      effectiveOn: contractAmendments.effectiveOn,
      terms: contractAmendments.terms,
    })
    .from(contractAmendments)
    .where(and(inArray(contractAmendments.contractId, [...contractIds]), isSigned))
    .orderBy(asc(contractAmendments.contractId), asc(contractAmendments.number))
  const byContract = new Map<string, AmendmentInForce[]>()
  for (const { contractId, ...amendment } of rows)
    byContract.set(contractId, [...(byContract.get(contractId) ?? []), amendment])
  return byContract
}

const isSigned = eq(
  sql`(select count(*) from ${contractAmendmentConfirmations} where ${contractAmendmentConfirmations.amendmentId} = ${contractAmendments.id})`,
  2,
)
