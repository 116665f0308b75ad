import { type SQL, and, asc, eq, gte, isNull, lte, notExists, or, sql } from 'drizzle-orm'
import { type Actor } from '#app/domain/actor.ts'
import { addMonths, dateInChina } from '#app/domain/calendar.ts'
import {
  TERMINATION_CAUSES,
  coverEndsOn,
  needsConsent,
} from '#app/domain/contract/early-termination.ts'
import { handoverProgress, handoverStart } from '#app/domain/contract/handover.ts'
import { renewalOf } from '#app/domain/contract/renewal.ts'
import { type Db } from '#db/client.server.ts'
import {
  contractAmendmentConfirmations,
  contractAmendments,
  contractAmendmentWithdrawals,
  contractTerminationAnswers,
  contractTerminations,
} from '#db/schema/contract-changes.ts'
import { contractConfirmations, contracts } from '#db/schema/contracts.ts'
import { lots, tenders } from '#db/schema/tenders.ts'
import { listContractsWithoutSuccessor } from './contract-successors.server.ts'
import { listCoverEndsOf, listTerminations } from './contract-terminations.server.ts'
import { listHandoverRecords } from './handovers.server.ts'
import { LIMIT_PER_KIND, type WaitingItem } from './waiting-item.ts'

const contractTitle = sql<string>`${contracts.number} || ' · ' || ${tenders.title}`

/** Drafted amendments that the actor's side has not signed. */
export async function listAmendmentsToSign(db: Db, actor: Actor): Promise<WaitingItem[]> {
  const rows = await db
    .select({ subjectId: contracts.id, title: contractTitle })
    .from(contractAmendments)
    .innerJoin(contracts, eq(contracts.id, contractAmendments.contractId))
    .innerJoin(lots, eq(lots.id, contracts.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .leftJoin(
      contractAmendmentWithdrawals,
      eq(contractAmendmentWithdrawals.amendmentId, contractAmendments.id),
    )
    .where(
      and(
        isParty(actor),
        isNull(contractAmendmentWithdrawals.amendmentId),
        notExists(
          db
            .select({ one: sql`1` })
            .from(contractAmendmentConfirmations)
            .where(
              and(
                eq(contractAmendmentConfirmations.amendmentId, contractAmendments.id),
                eq(contractAmendmentConfirmations.party, partyOf(actor)),
              ),
            ),
        ),
      ),
    )
    .orderBy(asc(contractAmendments.draftedAt), asc(contractAmendments.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'sign-amendment', due: null }))
}

/** Ends that the other side declared, that need a yes and may still get one. */
export async function listTerminationsToAnswer(
  db: Db,
  actor: Actor,
  now: Date,
): Promise<WaitingItem[]> {
  const consent = TERMINATION_CAUSES.filter(needsConsent)
  const rows = await db
    .select({
      subjectId: contracts.id,
      title: contractTitle,
      due: contractTerminations.effectiveOn,
    })
    .from(contractTerminations)
    .innerJoin(contracts, eq(contracts.id, contractTerminations.contractId))
    .innerJoin(lots, eq(lots.id, contracts.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .leftJoin(
      contractTerminationAnswers,
      eq(contractTerminationAnswers.terminationId, contractTerminations.id),
    )
    .where(
      and(
        isParty(actor),
        sql`${contractTerminations.declaredParty} <> ${partyOf(actor)}`,
        or(...consent.map((cause) => eq(contractTerminations.cause, cause))),
        gte(contractTerminations.effectiveOn, dateInChina(now)),
        isNull(contractTerminationAnswers.terminationId),
      ),
    )
    .orderBy(asc(contractTerminations.effectiveOn), asc(contractTerminations.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'answer-termination' }))
}

/** Handovers that have begun and wait for the insurer, with the first due day. */
export function listHandoversToDo(db: Db, actor: Actor, now: Date): Promise<WaitingItem[]> {
  return listHandovers(db, actor, now, 'hand-over')
}

/** Handed-over items that wait for the buyer's word. */
export function listHandoversToAccept(db: Db, actor: Actor, now: Date): Promise<WaitingItem[]> {
  return listHandovers(db, actor, now, 'accept-handover')
}

async function listHandovers(
  db: Db,
  actor: Actor,
  now: Date,
  kind: 'hand-over' | 'accept-handover',
): Promise<WaitingItem[]> {
  const today = dateInChina(now)
  const items: WaitingItem[] = []
  for (const { id, endsOn, title } of await listEndedContracts(db, actor, now)) {
    const terminations = await listTerminations(db, id)
    const startsOn = handoverStart(endsOn, terminations)
    const coverEnd = coverEndsOn(endsOn, terminations)
    const progress = handoverProgress(
      { startsOn, coverEnd },
      await listHandoverRecords(db, id),
      today,
    )
    const waiting = progress.filter(({ state }) =>
      kind === 'accept-handover'
        ? state === 'to-accept'
        : state === 'to-hand-over' || state === 'returned',
    )
    const [first] = waiting.map(({ dueOn }) => dueOn).toSorted()
    if (first) items.push({ kind, subjectId: id, title, due: first })
  }
  return items
}

/** Contracts of the actor's side whose handover has begun and was not all accepted. */
async function listEndedContracts(db: Db, actor: Actor, now: Date) {
  return db
    .select({ id: contracts.id, endsOn: contracts.endsOn, title: contractTitle })
    .from(contracts)
    .innerJoin(lots, eq(lots.id, contracts.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .where(
      and(
        isParty(actor),
        isSigned,
        or(
          lte(contracts.endsOn, dateInChina(now)),
          sql`exists (select 1 from ${contractTerminations} where ${contractTerminations.contractId} = ${contracts.id})`,
        ),
        sql`(select count(*) from handover_records r join handover_answers a on a.record_id = r.id where r.contract_id = ${contracts.id} and a.answer = 'accepted') < 4`,
      ),
    )
    .orderBy(asc(contracts.endsOn), asc(contracts.id))
    .limit(LIMIT_PER_KIND)
}

/** Contracts that end within nine months, or have ended in the last year, with no tender to follow. */
export async function listContractsToRenew(
  db: Db,
  actor: Actor,
  now: Date,
): Promise<WaitingItem[]> {
  const today = dateInChina(now)
  const open = await listContractsWithoutSuccessor(db, actor.organisationId, {
    endsAfter: addMonths(today, -12), // longer ago, the cover goes on otherwise
    limit: LIMIT_PER_KIND,
  })
  const ends = await listCoverEndsOf(
    db,
    open.map(({ id }) => id),
  )
  return open.flatMap(({ id, number, tenderTitle, regime, endsOn }): WaitingItem[] => {
    const coverEnd = coverEndsOn(endsOn, ends.get(id) ?? [])
    const renewal = renewalOf({ regime, coverEnd, hasSuccessor: false }, today)
    if (renewal.state === 'later') return []
    const title = `${number} · ${tenderTitle}`
    return [{ kind: 'renew-contract', subjectId: id, title, due: renewal.latestPublication }]
  })
}

const isSigned = eq(
  sql`(select count(*) from ${contractConfirmations} where ${contractConfirmations.contractId} = ${contracts.id})`,
  2,
)

function partyOf({ role }: Actor): 'policyholder' | 'insurer' {
  return role === 'fund-officer' ? 'policyholder' : 'insurer'
}

function isParty(actor: Actor): SQL {
  return partyOf(actor) === 'policyholder'
    ? eq(contracts.policyholderId, actor.organisationId)
    : eq(contracts.insurerId, actor.organisationId)
}
