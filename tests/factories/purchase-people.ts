import { randomUUID } from 'node:crypto'
import { type SigningContext } from '#app/commands/signing-context.ts'
import { type OrganisationKind, type Role } from '#app/domain/actor.ts'
import { type Decision } from '#app/domain/decision.ts'
import { type SealingKey } from '#app/sealing/sealing-key.ts'
import { type Db } from '#db/client.server.ts'
import { fixedClock } from '#db/queries/clock.server.ts'
import { organisations, users } from '#db/schema/identity.ts'
import { TEST_SIGNER } from '#tests/test-signer.ts'

/** Moments of the purchase that `buildTenderTerms` describes. */
export const DURING_BIDDING = new Date('2026-03-20T10:00:00+08:00')
export const DEADLINE = new Date('2026-03-23T09:00:00+08:00')
export const AFTER_DEADLINE = new Date('2026-03-23T09:30:00+08:00')
export const SIGNING = new Date('2026-03-25T10:00:00+08:00') // the day after the result's notice
export const PUBLICATION = new Date('2026-03-02T09:00:00+08:00')

type Person = { role: Role; organisation: string }

const PEOPLE: Record<string, Person> = {
  officer: { role: 'tender-officer', organisation: 'entity' },
  fund: { role: 'fund-officer', organisation: 'entity' },
  stranger: { role: 'tender-officer', organisation: 'other-entity' },
  opening: { role: 'opening-officer', organisation: 'supervision' },
  opening2: { role: 'opening-officer', organisation: 'finance' },
  opening3: { role: 'opening-officer', organisation: 'entity' },
  opening4: { role: 'opening-officer', organisation: 'finance' },
  auditor: { role: 'auditor', organisation: 'audit' },
  supervisor: { role: 'supervisor', organisation: 'supervision' },
  admin: { role: 'administrator', organisation: 'platform' },
  representative: { role: 'expert', organisation: 'entity' }, // 采购人代表
  bidder1: { role: 'bid-submitter', organisation: 'insurer1' },
  bidder2: { role: 'bid-submitter', organisation: 'insurer2' },
  bidder3: { role: 'bid-submitter', organisation: 'insurer3' },
  finance1: { role: 'insurer-finance', organisation: 'insurer1' },
  finance2: { role: 'insurer-finance', organisation: 'insurer2' },
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number): [string, Person] => [
      `expert${number}`,
      { role: 'expert', organisation: 'pool' },
    ]),
  ),
}

const KINDS: Record<string, OrganisationKind> = {
  entity: 'procuring-entity',
  'other-entity': 'procuring-entity',
  supervision: 'supervision',
  finance: 'supervision',
  audit: 'audit-office',
  pool: 'expert-pool',
  platform: 'platform',
  insurer1: 'insurer',
  insurer2: 'insurer',
  insurer3: 'insurer',
}

/** Who sits in the committees of these tests; expert8 to expert10 are in the pool besides. */
export const EXPERTS = ['expert1', 'expert2', 'expert3', 'expert4', 'expert5', 'expert6', 'expert7']

/** A purchase of its own with its own people, taken as far as a test needs through the real commands. */
export type Purchase = {
  db: Db
  id: string
  tenderId: string
  lotId: string
  contractId: string
  as: (person: string, at?: Date) => SigningContext
  userId: (person: string) => string
  keys: Map<string, SealingKey> // of opening officers and bidders, once they have one
}

/** Who opens the bids of these tests: any two of three. */
export const OPENING_OFFICERS = ['opening', 'opening2', 'opening3']

export async function startPurchase(db: Db): Promise<Purchase> {
  const id = randomUUID().slice(0, 8)
  const userId = (person: string) => `${id}-${person}`
  const createdAt = new Date('2026-01-01T00:00:00Z')
  await db.insert(organisations).values(
    Object.entries(KINDS).map(([organisation, kind]) => ({
      id: userId(organisation),
      name: userId(organisation),
      kind,
      region: '',
      createdAt,
    })),
  )
  await db.insert(users).values(
    Object.entries(PEOPLE).map(([person, { role, organisation }]) => ({
      id: userId(person),
      organisationId: userId(organisation),
      role,
      name: person,
      loginName: userId(person),
      passwordHash: '',
      createdAt,
    })),
  )
  return purchaseOf(db, id)
}

/** What belongs to a purchase's id. */
export function purchaseOf(db: Db, id: string, keys = new Map<string, SealingKey>()): Purchase {
  return {
    db,
    id,
    tenderId: `tender-${id}`,
    lotId: `tender-${id}-1`,
    contractId: `contract-${id}`,
    userId: (person) => `${id}-${person}`,
    keys,
    as: (person, at = DURING_BIDDING) => actAs(db, id, person, at),
  }
}

/** What a person of the purchase acts with. */
export function actAs(db: Db, purchaseId: string, person: string, at: Date): SigningContext {
  const known = PEOPLE[person]
  if (!known) throw new Error(`no such person: ${person}`)
  const actor = {
    userId: `${purchaseId}-${person}`,
    organisationId: `${purchaseId}-${known.organisation}`,
    role: known.role,
  }
  return { db, actor, clock: fixedClock(at), signer: TEST_SIGNER }
}

/** @throws when the command was refused */
export function done<Value>(decision: Decision<Value, string>): Value {
  if (!decision.ok) throw new Error(`refused: ${decision.refusal}`)
  return decision.value
}
