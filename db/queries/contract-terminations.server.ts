import { asc, eq, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Termination } from '#app/domain/contract/early-termination.ts'
import { type Db } from '#db/client.server.ts'
import { contractTerminationAnswers, contractTerminations } from '#db/schema/contract-changes.ts'
import { users } from '#db/schema/identity.ts'
import { type ContractParty } from './contracts.server.ts'

export type ContractTermination = Termination & {
  id: string
  contractId: string
  liability: string
  reason: string
  document: string
  declaredParty: ContractParty
  declarerName: string
  declaredAt: Date
  answerReason: string | null
  answererName: string | null
  answeredAt: Date | null
}

/** Every end that a party has declared, the first one first. */
export async function listTerminations(db: Db, contractId: string): Promise<ContractTermination[]> {
  return db
    .select({
      id: contractTerminations.id,
      contractId: contractTerminations.contractId,
      cause: contractTerminations.cause,
      liableParty: contractTerminations.liableParty,
      liability: contractTerminations.liability,
      liabilityAmount: contractTerminations.liabilityAmount,
      effectiveOn: contractTerminations.effectiveOn,
      reason: contractTerminations.reason,
      document: contractTerminations.document,
      declaredParty: contractTerminations.declaredParty,
      declarerName: users.name,
      declaredAt: contractTerminations.declaredAt,
      answer: contractTerminationAnswers.answer,
      answerReason: contractTerminationAnswers.reason,
      answererName: answerers.name,
      answeredAt: contractTerminationAnswers.answeredAt,
    })
    .from(contractTerminations)
    .innerJoin(users, eq(users.id, contractTerminations.declaredBy))
    .leftJoin(
      contractTerminationAnswers,
      eq(contractTerminationAnswers.terminationId, contractTerminations.id),
    )
    .leftJoin(answerers, eq(answerers.id, contractTerminationAnswers.answeredBy))
    .where(eq(contractTerminations.contractId, contractId))
    .orderBy(asc(contractTerminations.declaredAt), asc(contractTerminations.id))
}

export async function findContractOfTermination(
  db: Db,
  terminationId: string,
): Promise<string | undefined> {
  const [row] = await db
    .select({ contractId: contractTerminations.contractId })
    .from(contractTerminations)
    .where(eq(contractTerminations.id, terminationId))
  return row?.contractId
}

export type CoverEnd = Pick<Termination, 'cause' | 'answer' | 'effectiveOn'>

/** A contract's early ends: what `coverEndsOn` wants. */
export async function listCoverEnds(db: Db, contractId: string): Promise<CoverEnd[]> {
  return (await listCoverEndsOf(db, [contractId])).get(contractId) ?? []
}

export async function listCoverEndsOf(
  db: Db,
  contractIds: readonly string[],
): Promise<ReadonlyMap<string, CoverEnd[]>> {
  const rows = await db
    .select({
      contractId: contractTerminations.contractId,
      cause: contractTerminations.cause,
      answer: contractTerminationAnswers.answer,
      effectiveOn: contractTerminations.effectiveOn,
    })
    .from(contractTerminations)
    .leftJoin(
      contractTerminationAnswers,
      eq(contractTerminationAnswers.terminationId, contractTerminations.id),
    )
    .where(inArray(contractTerminations.contractId, [...contractIds]))
    .orderBy(asc(contractTerminations.declaredAt), asc(contractTerminations.id))
  const byContract = new Map<string, CoverEnd[]>()
  for (const { contractId, ...end } of rows)
    byContract.set(contractId, [...(byContract.get(contractId) ?? []), end])
  return byContract
}

/** False when this end was declared already. */
export async function insertTermination(
  db: Db,
  termination: typeof contractTerminations.$inferInsert & { effectiveOn: PlainDate },
): Promise<boolean> {
  const inserted = await db
    .insert(contractTerminations)
    .values(termination)
    .onConflictDoNothing()
    .returning({ id: contractTerminations.id })
  return inserted.length === 1
}

/** False when it was answered already. */
export async function insertTerminationAnswer(
  db: Db,
  answer: typeof contractTerminationAnswers.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(contractTerminationAnswers)
    .values(answer)
    .onConflictDoNothing()
    .returning({ id: contractTerminationAnswers.terminationId })
  return inserted.length === 1
}

const answerers = alias(users, 'answerers')
