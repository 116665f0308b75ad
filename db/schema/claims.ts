import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import { type ClaimsTotals } from '#app/domain/claims/claims-totals.ts'
import { type DatedBenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { bytes, day, exact, id, instant } from './columns.ts'
import { contractYears } from './contracts.ts'
import { exactJson } from './exact-json.ts'
import { users } from './identity.ts'

/** Keys that made pseudonyms, by fingerprint; with another key every person would be a stranger. Append-only. */
export const pseudonymKeys = pgTable('pseudonym_keys', {
  id: text('id').primaryKey(), // fingerprint of the key, never the key
  firstUsedAt: instant('first_used_at').notNull(),
})

/**
 * One sending of a claims file, whatever became of it. Append-only. The file's name is not
 * kept: it may name a person.
 */
export const claimsImportAttempts = pgTable(
  'claims_import_attempts',
  {
    id: id('id').primaryKey(),
    contractYearId: id('contract_year_id')
      .notNull()
      .references(() => contractYears.id),
    source: text('source').$type<'page' | 'api'>().notNull(),
    format: text('format').$type<'csv' | 'xlsx'>().notNull(),
    reference: text('reference').notNull(), // the sender's own number for it (批次号)
    stated: exactJson<Partial<ClaimsTotals>>('stated').notNull(), // the sender's control totals
    startedBy: id('started_by')
      .notNull()
      .references(() => users.id),
    startedAt: instant('started_at').notNull(),
  },
  (table) => [index('attempts_by_year').on(table.contractYearId, table.startedAt)],
)

/** How far an attempt is; overwritten while it runs, outside its transaction. */
export const claimsImportProgress = pgTable('claims_import_progress', {
  attemptId: id('attempt_id')
    .primaryKey()
    .references(() => claimsImportAttempts.id),
  stage: text('stage').$type<'receiving' | 'checking' | 'posting'>().notNull(),
  rows: integer('rows').notNull(),
  updatedAt: instant('updated_at').notNull(),
})

/** A file that was taken whole (入账). Append-only. */
export const claimsImports = pgTable(
  'claims_imports',
  {
    key: integer('key').primaryKey().generatedAlwaysAsIdentity(),
    contractYearId: id('contract_year_id')
      .notNull()
      .references(() => contractYears.id),
    yearKey: integer('year_key').notNull(),
    number: integer('number').notNull(), // counted within the year
    attemptId: id('attempt_id')
      .notNull()
      .unique()
      .references(() => claimsImportAttempts.id),
    sha256: text('sha256').notNull(), // of the file as it was sent
    totals: exactJson<ClaimsTotals>('totals').notNull(),
    paid: exact('paid').notNull(), // what the ledger took over
    pseudonymKeyId: text('pseudonym_key_id')
      .notNull()
      .references(() => pseudonymKeys.id),
    takenBy: id('taken_by')
      .notNull()
      .references(() => users.id),
    takenAt: instant('taken_at').notNull(),
  },
  (table) => [unique('one_import_number_each').on(table.contractYearId, table.number)],
)

/** The counter-entry of a whole file (冲回). Its rows move to `reversed_claims`. Append-only. */
export const claimsImportReversals = pgTable('claims_import_reversals', {
  importKey: integer('import_key')
    .primaryKey()
    .references(() => claimsImports.key),
  reason: text('reason').notNull(),
  document: text('document').notNull(),
  reversedBy: id('reversed_by')
    .notNull()
    .references(() => users.id),
  reversedAt: instant('reversed_at').notNull(),
})

export type ImportOutcome =
  | 'taken'
  | 'already-taken'
  | 'bad-rows'
  | 'totals-differ'
  | 'unreadable'
  | 'refused'

/** How an attempt ended; one that died has none. Append-only. */
export const claimsImportOutcomes = pgTable('claims_import_outcomes', {
  attemptId: id('attempt_id')
    .primaryKey()
    .references(() => claimsImportAttempts.id),
  outcome: text('outcome').$type<ImportOutcome>().notNull(),
  reason: text('reason').notNull(), // a refusal's word; empty otherwise
  totals: exactJson<ClaimsTotals>('totals'), // what was counted, when the file could be read to its end
  findingCount: integer('finding_count').notNull(),
  endedAt: instant('ended_at').notNull(),
})

/** Every bad row of a refused file, by number, field and reason; never a value. Append-only. */
export const claimsImportFindings = pgTable(
  'claims_import_findings',
  {
    attemptId: id('attempt_id')
      .notNull()
      .references(() => claimsImportAttempts.id),
    position: integer('position').notNull(),
    rowNumber: integer('row_number').notNull(), // 1 is the header
    field: text('field').notNull(),
    reason: text('reason').notNull(),
  },
  (table) => [primaryKey({ columns: [table.attemptId, table.position] })],
)

const claimColumns = () => ({
  yearKey: integer('year_key').notNull(),
  claimId: text('claim_id').notNull(),
  person: bytes('person').notNull(), // HMAC-SHA256 of the person's id
  visitDate: day('visit_date').notNull(),
  category: text('category').notNull(),
  place: text('place').notNull(),
  eligibleExpense: exact('eligible_expense').notNull(),
  totalCost: exact('total_cost').notNull(),
  selfFunded: exact('self_funded').notNull(),
  basicPaid: exact('basic_paid').notNull(),
  basicPaidBaseline: exact('basic_paid_baseline').notNull(),
  newlyCovered: exact('newly_covered').notNull(),
  paid: exact('paid').notNull(), // what the insurer says it paid
  importKey: integer('import_key').notNull(),
  rowNumber: integer('row_number').notNull(),
})

/**
 * The claims that count. Partitioned by contract year (`year_key`), which is in the primary key,
 * so that the table can be distributed. No foreign keys: a partition exists only for a year, and
 * a key's check a row would halve the speed of an import.
 */
export const claims = pgTable('claims', claimColumns(), (table) => [
  primaryKey({ columns: [table.yearKey, table.claimId] }),
  check(
    'amounts_not_negative',
    sql`least(eligible_expense, total_cost, self_funded, basic_paid, basic_paid_baseline, newly_covered, paid) >= 0`,
  ),
  check(
    'eligible_within_own_part',
    sql`${table.eligibleExpense} <= ${table.totalCost} - ${table.selfFunded} - ${table.basicPaid}`,
  ),
  check('newly_covered_within_eligible', sql`${table.newlyCovered} <= ${table.eligibleExpense}`),
])

/** Rows of files that were reversed, for whoever audits them. Partitioned likewise. */
export const reversedClaims = pgTable('reversed_claims', claimColumns(), (table) => [
  primaryKey({ columns: [table.yearKey, table.importKey, table.claimId] }),
])

/** One run of a year's claims through the terms (待遇复算), with its totals. Append-only. */
export const benefitRuns = pgTable(
  'benefit_runs',
  {
    key: integer('key').primaryKey().generatedAlwaysAsIdentity(),
    contractYearId: id('contract_year_id')
      .notNull()
      .references(() => contractYears.id),
    yearKey: integer('year_key').notNull(),
    terms: exactJson<readonly DatedBenefitTerms[]>('terms').notNull(),
    importKeys: exactJson<readonly number[]>('import_keys').notNull(), // the files it counted
    claims: integer('claims').notNull(),
    persons: integer('persons').notNull(),
    eligibleExpense: exact('eligible_expense').notNull(),
    due: exact('due').notNull(), // 应付, by the terms
    paid: exact('paid').notNull(), // 已付, as the insurer says
    overpaid: exact('overpaid').notNull(), // Σ paid − due where paid is more
    underpaid: exact('underpaid').notNull(), // Σ due − paid where something was paid, but less
    unpaid: exact('unpaid').notNull(), // Σ due where nothing was paid (应付未付)
    differences: integer('differences').notNull(),
    ranBy: id('ran_by')
      .notNull()
      .references(() => users.id),
    ranAt: instant('ran_at').notNull(),
  },
  (table) => [
    unique('run_with_year').on(table.key, table.yearKey),
    check(
      'differences_add_up',
      sql`${table.paid} = ${table.due} + ${table.overpaid} - ${table.underpaid} - ${table.unpaid}`,
    ),
  ],
)

export type DifferenceKind = 'overpaid' | 'underpaid' | 'unpaid'

/** Claims that were paid otherwise than the terms give. Append-only. */
export const benefitDifferences = pgTable(
  'benefit_differences',
  {
    yearKey: integer('year_key').notNull(),
    runKey: integer('run_key').notNull(),
    claimId: text('claim_id').notNull(),
    kind: text('kind').$type<DifferenceKind>().notNull(),
    due: exact('due').notNull(),
    paid: exact('paid').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.yearKey, table.runKey, table.claimId] }),
    foreignKey({
      name: 'difference_of_run',
      columns: [table.runKey, table.yearKey],
      foreignColumns: [benefitRuns.key, benefitRuns.yearKey],
    }),
    check('difference_differs', sql`${table.due} <> ${table.paid}`),
  ],
)
