import { randomUUID } from 'node:crypto'
import { inject, onTestFinished } from 'vitest'
import type postgres from 'postgres'
import { type SealingKey } from '#app/sealing/sealing-key.ts'
import { type Connection, type Db, connect } from '#db/client.server.ts'
import { PANJIN_SCHEDULE } from '#seeds/story/terms.ts'
import { rolledBack, test as base } from './db-test.ts'
import { fail } from './factories/endings.ts'
import {
  type Purchase,
  agreeHeadcount,
  appoint,
  awardFirst,
  createDraft,
  draftAndConfirm,
  open,
  passReviews,
  publish,
  purchaseOf,
  report,
  scoreAndSign,
  signContract,
  startPurchase,
  startTheOpening,
  submitThree,
} from './factories/purchase.ts'
import { announceCandidates, awardAfterNotice } from './factories/stations.ts'
import { MIGRATED } from './own-database.ts'
import { preparing } from './preparing.ts'

type Step = (purchase: Purchase) => Promise<unknown>

/** How far a purchase has come when a test begins that asks for it: what a step adds to a point. */
const POINTS = {
  drafted: { after: null, step: (p) => createDraft(p) },
  published: { after: null, step: (p) => publish(p) },
  failed: { after: null, step: (p) => fail(p) },
  submitted: { after: 'published', step: submitThree },
  openingStarted: { after: 'submitted', step: (p) => startTheOpening(p) },
  opened: { after: 'submitted', step: (p) => open(p) },
  appointed: { after: 'opened', step: appoint },
  scored: { after: 'appointed', step: score },
  evaluated: { after: 'scored', step: report },
  awarded: { after: 'evaluated', step: awardFirst },
  signed: { after: 'awarded', step: draftAndConfirm },
  yearAgreed: { after: 'signed', step: (p) => agreeHeadcount(p) },
  yearsAgreed: { after: 'yearAgreed', step: (p) => agreeHeadcount(p, 2) },
  signedInInstalments: { after: null, step: signInInstalments },
  publishedByBiddingLaw: { after: null, step: (p) => publish(p, { regime: 'bidding-law' }) },
  submittedByBiddingLaw: { after: 'publishedByBiddingLaw', step: submitThree },
  openedByBiddingLaw: { after: 'submittedByBiddingLaw', step: (p) => open(p) },
  scoredByBiddingLaw: { after: 'openedByBiddingLaw', step: appointAndScore },
  evaluatedByBiddingLaw: { after: 'scoredByBiddingLaw', step: report },
  candidates: { after: 'evaluatedByBiddingLaw', step: announceCandidates },
  awardedAfterNotice: { after: 'candidates', step: awardAfterNotice },
} as const satisfies Record<string, { after: string | null; step: Step }>

export type Point = keyof typeof POINTS

async function score(purchase: Purchase): Promise<void> {
  await passReviews(purchase)
  await scoreAndSign(purchase)
}

/** Years from 1 July: the first instalment is due on 31 March, later ones from 31 October on. */
function signInInstalments(purchase: Purchase): Promise<void> {
  return signContract(purchase, { paymentSchedule: PANJIN_SCHEDULE })
}

async function appointAndScore(purchase: Purchase): Promise<void> {
  await appoint(purchase)
  await score(purchase)
}

/** A database with a purchase that was committed there. */
type Arranged = { database: string; id: string; keys: [string, SealingKey][] }

/**
 * Made once a run, by whoever asks first, in a database of the point's own: elsewhere the jobs
 * and notices of other tests would reach the purchase. What it is lies beside it as a comment.
 */
async function arrange(server: postgres.Sql, point: Point): Promise<Arranged> {
  const database = `at_${point.toLowerCase()}`
  const [made] = await server<{ said: string | null }[]>`
    select shobj_description(oid, 'pg_database') as said from pg_database where datname = ${database}`
  if (made?.said === null) throw new Error(`the purchase did not come to be ${point}`)
  if (made) return { database, ...JSON.parse(made.said) } // what is written below
  const { after, step } = POINTS[point]
  const before = after && (await arrange(server, after))
  await createCopy(server, before?.database ?? MIGRATED, database)
  const { db, close } = connect(addressOf(database), { connections: 1 })
  const { id, keys } = await db.transaction(async (tx) => {
    const purchase = before ? purchaseIn(tx, before) : await startPurchase(tx)
    await step(purchase)
    return purchase
  })
  await close() // a database is not copied while somebody is connected
  const said = { id, keys: [...keys] }
  await server.unsafe(`comment on database ${database} is '${JSON.stringify(said)}'`)
  return { database, ...said }
}

async function createCopy(server: postgres.Sql, original: string, name: string): Promise<void> {
  await server.unsafe(`create database ${name} template ${original} strategy file_copy`)
}

function purchaseIn(db: Db, { id, keys }: Arranged): Purchase {
  return purchaseOf(db, id, new Map(keys))
}

function addressOf(database: string): string {
  const url = new URL(inject('databaseUrl'))
  url.pathname = `/${database}`
  return url.href
}

/** The worker's own copy: purchases that tests of two workers take further would wait for one another. */
async function copy(point: Point, connections: number): Promise<Arranged & Connection> {
  const { sql: server, close } = connect(addressOf('template1'), { connections: 1 })
  try {
    await server`select pg_advisory_lock(1)` // until the connection ends
    const arranged = await arrange(server, point)
    const database = `${arranged.database}_${randomUUID().slice(0, 8)}`
    await createCopy(server, arranged.database, database)
    return { ...arranged, ...preparing(connect(addressOf(database), { connections })) }
  } finally {
    await close()
  }
}

const copies = new Map<Point, Promise<Arranged & Connection>>()

/** Goes on from a point in a transaction that is rolled back. */
export async function goOnFrom(point: Point, act: (purchase: Purchase) => Promise<void>) {
  const own = copies.get(point) ?? copy(point, 1)
  copies.set(point, own)
  const arranged = await own
  await rolledBack(arranged.db, (tx) => act(purchaseIn(tx, arranged)))
}

/** Goes on from a point in a copy of its own: what several connections do there is committed. */
export async function goOnAtOnce(point: Point): Promise<Purchase> {
  const own = await copy(point, 10)
  onTestFinished(own.close)
  return purchaseIn(own.db, own)
}

/** A fixture for each point: `async ({ awarded }) => …`, with `awarded.db` as its transaction. */
export const test = base.extend<Record<Point, Purchase>>(
  Object.fromEntries(
    Object.keys(POINTS).map((point) => [
      point,
      // oxlint-disable-next-line no-empty-pattern -- vitest reads the fixture names from the pattern
      async ({}, use: (purchase: Purchase) => Promise<void>) => goOnFrom(point as Point, use),
    ]),
  ) as Record<Point, never>,
)
