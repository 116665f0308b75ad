import { db } from '#app/database.server.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { coverEndsOn, terminationState } from '#app/domain/contract/early-termination.ts'
import { handoverProgress, handoverStart } from '#app/domain/contract/handover.ts'
import { renewalOf } from '#app/domain/contract/renewal.ts'
import { listAmendments } from '#db/queries/contract-amendments.server.ts'
import { findSuccessorTender } from '#db/queries/contract-successors.server.ts'
import { listTerminations } from '#db/queries/contract-terminations.server.ts'
import { type Contract } from '#db/queries/contracts.server.ts'
import { listHandoverRecords } from '#db/queries/handovers.server.ts'

/** What has happened to a signed contract since: amendments, an early end, the handover, the next tender. */
export async function loadContractChanges({ id, terms, regime }: Contract, today: PlainDate) {
  const terminations = await listTerminations(db, id)
  const coverEnd = coverEndsOn(terms.endsOn, terminations)
  const startsOn = handoverStart(terms.endsOn, terminations)
  const records = await listHandoverRecords(db, id)
  const successor = (await findSuccessorTender(db, id)) ?? null
  const last = terminations.at(-1)
  return {
    coverEnd,
    amendments: (await listAmendments(db, id)).map(({ terms: _terms, ...amendment }) => amendment),
    termination: last ? { ...last, state: terminationState(last, today) } : null,
    handover: handoverProgress({ startsOn, coverEnd }, records, today),
    renewal: renewalOf({ regime, coverEnd, hasSuccessor: successor?.published === true }, today),
    successor,
  }
}

export type ContractChanges = Awaited<ReturnType<typeof loadContractChanges>>
