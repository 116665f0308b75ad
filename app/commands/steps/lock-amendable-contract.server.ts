import { isInForce } from '#app/domain/contract/early-termination.ts'
import { type AmendableContract } from '#app/domain/contract/decide-amendment.ts'
import { type Db } from '#db/client.server.ts'
import {
  listAmendmentsInForce,
  lockAmendableYears,
} from '#db/queries/contract-amendments.server.ts'
import { listCoverEnds } from '#db/queries/contract-terminations.server.ts'
import { type Contract } from '#db/queries/contracts.server.ts'

/** What decides on an amendment, with the contract locked and its years too. */
export async function lockAmendableContract(
  db: Db,
  { id, terms, regime }: Contract,
): Promise<AmendableContract> {
  const years = await lockAmendableYears(db, id)
  return {
    signed: terms,
    regime,
    years,
    amendments: (await listAmendmentsInForce(db, [id])).get(id) ?? [],
    terminated: (await listCoverEnds(db, id)).some(isInForce),
  }
}
