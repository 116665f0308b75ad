import { Readable } from 'node:stream'
import type postgres from 'postgres'
import { type PseudonymKey } from '#app/claims-import/pseudonym-key.ts'
import { importClaims } from '#app/commands/import-claims.server.ts'
import { type Claim, adjudicateClaims } from '#app/domain/benefit/adjudicate-claims.ts'
import { type PlainDate, addDays, daysBetween } from '#app/domain/calendar.ts'
import { CLAIM_COLUMNS, type ClaimText } from '#app/domain/claims/claim-column.ts'
import { type Fen, formatYuan } from '#app/domain/money.ts'
import { type Db } from '#db/client.server.ts'
import { findAttempt } from '#db/queries/claims-imports.server.ts'
import { type ContractYearRow, findContractYear } from '#db/queries/contract-years.server.ts'
import { fixedClock } from '#db/queries/clock.server.ts'
import { actorOf, chinaTime, told } from './teller.ts'
import { yuan } from './terms.ts'

const CONTRACT = 'dazhou-2024-contract'

type StoryYear = {
  number: number
  mean: Fen // of a visit's eligible expense; makes the year's payout what the story tells
  until: PlainDate // last day of a visit
  paid: Fen | undefined // what the insurer’s proposal says
  files: { name: string; until: PlainDate; sentAt: string }[]
}

const YEARS: readonly StoryYear[] = [
  {
    number: 1,
    mean: yuan('92409.42'),
    until: '2024-12-31',
    paid: yuan('371250480.36'),
    files: [{ name: '2024', until: '2024-12-31', sentAt: '2025-01-20T10:00' }],
  },
  {
    number: 2,
    mean: yuan('91000'),
    until: '2025-12-31',
    paid: undefined,
    files: [{ name: '2025', until: '2025-12-31', sentAt: '2026-01-19T10:00' }],
  },
  {
    number: 3,
    mean: yuan('94000'),
    until: '2026-10-31',
    paid: undefined,
    files: [
      { name: '2026-06', until: '2026-06-30', sentAt: '2026-07-10T10:00' },
      { name: '2026-10', until: '2026-10-31', sentAt: '2026-11-05T10:00' },
    ],
  },
]

type ClaimsTeller = { db: Db; claimsSql: postgres.Sql; pseudonymKey: PseudonymKey }

/**
 * Tells the claims of the running contract, by the real import, which has connections of its own:
 * so only when the rest of the story is committed. Persons and amounts are made up.
 */
export async function seedClaims(teller: ClaimsTeller): Promise<void> {
  for (const story of YEARS) {
    const contractYearId = `${CONTRACT}-${story.number}`
    const year = await findContractYear(teller.db, contractYearId, { everything: true })
    if (!year) return // another story, or none
    const last = attemptOf(story.files.at(-1)?.name ?? '')
    if (await findAttempt(teller.db, { contractYearId, attemptId: last })) continue
    const claims = claimsOf(story, year)
    let from = year.startsOn
    for (const { name, until, sentAt } of story.files) {
      const rows = claims.filter(({ visitDate }) => visitDate >= from && visitDate <= until)
      if (name === '2026-10') await tellWrongFile(teller, contractYearId, rows)
      told(await sendFile(teller, { contractYearId, name, sentAt, rows: rows.map(textOf) }))
      from = addDays(until, 1)
    }
  }
}

/** An hour earlier a file was refused: one day out of the year, one sum that does not fit. */
async function tellWrongFile(
  teller: ClaimsTeller,
  contractYearId: string,
  rows: readonly PaidClaim[],
): Promise<void> {
  const wrong = rows.map(textOf).map((row, index) => {
    if (index === 41) return { ...row, visit_date: '2025-10-06' }
    return index === 77 ? { ...row, self_funded: row.total_cost } : row
  })
  const sent = { contractYearId, name: '2026-10-first', sentAt: '2026-11-05T09:00', rows: wrong }
  const refused = await sendFile(teller, sent)
  if (refused.ok) throw new Error('the story knows a file that is refused')
}

async function sendFile(
  { db, claimsSql, pseudonymKey }: ClaimsTeller,
  {
    contractYearId,
    name,
    sentAt,
    rows,
  }: { contractYearId: string; name: string; sentAt: string; rows: readonly ClaimText[] },
) {
  const lines = rows.map((row) => CLAIM_COLUMNS.map((column) => row[column]).join(','))
  const context = {
    db,
    claimsSql,
    pseudonymKey,
    actor: actorOf('insurer1-finance'),
    clock: fixedClock(chinaTime(sentAt)),
  }
  return importClaims(context, {
    attemptId: attemptOf(name),
    contractYearId,
    source: 'page',
    format: 'csv',
    reference: `达州大病 ${name}`,
    stated: { rows: rows.length },
    file: Readable.from([Buffer.from(`${CLAIM_COLUMNS.join(',')}\n${lines.join('\n')}\n`)]),
  })
}

function attemptOf(name: string): string {
  return `${CONTRACT}-claims-${name}`
}

type PaidClaim = Claim & { paid: Fen }

/** A year's claims, most of them late in it, paid by the contract’s terms but for three. */
function claimsOf({ number, mean, until, paid }: StoryYear, year: ContractYearRow): PaidClaim[] {
  const random = randomFrom(number)
  const claims = Array.from({ length: VISITS }, (_visit, index): Claim => {
    const visitDate = visitDay(random(), year)
    return {
      claimId: `DZ${visitDate.slice(0, 4)}${String(index + 1).padStart(6, '0')}`,
      personId: `DZ-${String(1 + Math.floor(random() * PERSONS)).padStart(6, '0')}`,
      visitDate,
      category: pick(CATEGORIES, random()),
      place: pick(PLACES, random()),
      eligibleExpense:
        (mean * BigInt(Math.floor(-Math.log(1 - random()) * 1_000_000))) / 1_000_000n,
    }
  })
  // In the order of the visits, as a system that pays at the counter has them.
  const known = claims
    .filter(({ visitDate }) => visitDate <= until)
    .toSorted((a, b) => (a.visitDate < b.visitDate ? -1 : a.visitDate > b.visitDate ? 1 : 0))
  const { payouts, payout } = adjudicateClaims(year.benefitTerms, known)
  const changed = differences(payouts, paid === undefined ? undefined : paid - payout)
  return known.map((claim, index) => ({
    ...claim,
    paid: changed.get(index) ?? payouts[index] ?? 0n,
  }))
}

const VISITS = 6_000
const PERSONS = 3_600
const CATEGORIES = [
  { share: 0.86, name: '' },
  { share: 0.1, name: '低保' },
  { share: 0.02, name: '特困' },
  { share: 0.02, name: '返贫致贫' },
]
const PLACES = [
  { share: 0.88, name: '' },
  { share: 0.12, name: '省外' },
]
const MONTH_SHARES = [3, 3, 4, 5, 5, 6, 7, 8, 9, 14, 17, 19] // most claims fall in the last quarter

/** One claim overpaid, one underpaid, one not paid at all; together by the amount given. */
function differences(payouts: readonly Fen[], amount: Fen | undefined): Map<number, Fen> {
  const large = payouts.flatMap((payout, index) => (payout > yuan('20000') ? [index] : []))
  const [over = 0, under = 0, unpaid = 0] = [large[100], large[200], large[300]]
  const due = (index: number) => payouts[index] ?? 0n
  const wanted = amount ?? yuan('-18000')
  return new Map([
    [under, due(under) - yuan('880.50')],
    [unpaid, 0n],
    [over, due(over) + wanted + yuan('880.50') + due(unpaid)],
  ])
}

function visitDay(random: number, { startsOn, endsOn }: ContractYearRow): PlainDate {
  const days = daysBetween(startsOn, endsOn) + 1
  let below = 0
  for (const [month, share] of MONTH_SHARES.entries()) {
    const part = share / 100
    if (random < below + part || month === 11) {
      const within = Math.min((random - below) / part, 0.999)
      return addDays(startsOn, Math.floor(((month + within) / 12) * days))
    }
    below += part
  }
  return endsOn
}

function pick(choices: readonly { share: number; name: string }[], random: number): string {
  let below = 0
  for (const { share, name } of choices) {
    below += share
    if (random < below) return name
  }
  return ''
}

function textOf(claim: PaidClaim): ClaimText {
  const { eligibleExpense } = claim
  const selfFunded = eligibleExpense / 5n
  const basicPaid = eligibleExpense * 2n
  return {
    claim_id: claim.claimId,
    person_id: claim.personId,
    visit_date: claim.visitDate,
    category: claim.category,
    place: claim.place,
    eligible_expense: formatYuan(eligibleExpense),
    total_cost: formatYuan(eligibleExpense + selfFunded + basicPaid),
    self_funded: formatYuan(selfFunded),
    basic_paid: formatYuan(basicPaid),
    basic_paid_baseline: formatYuan(basicPaid),
    newly_covered: '',
    paid: formatYuan(claim.paid),
  }
}

/** Numbers from 0 to 1 that are the same in every telling (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed * 0x9e3779b9
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
