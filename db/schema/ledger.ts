import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { type CostAllocation } from '#app/domain/ledger/cost-allocation.ts'
import { type EntryKind, type LedgerAccount } from '#app/domain/ledger/ledger-entry.ts'
import { day, exact, id, instant } from './columns.ts'
import { contracts, contractYears } from './contracts.ts'
import { exactJson } from './exact-json.ts'
import { users } from './identity.ts'

/**
 * 记账凭证 of a contract's separate accounts (单独核算). A deferred trigger refuses one whose
 * lines do not balance. Append-only: a wrong one is countered by another.
 */
export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    id: id('id').primaryKey(),
    contractId: id('contract_id')
      .notNull()
      .references(() => contracts.id),
    contractYearId: id('contract_year_id')
      .notNull()
      .references(() => contractYears.id),
    number: integer('number').notNull(), // counted within the contract, without a gap
    kind: text('kind').$type<EntryKind>().notNull(),
    bookedOn: day('booked_on').notNull(), // the day it belongs to
    sourceId: id('source_id').notNull(), // the record it comes from
    lineCount: integer('line_count').notNull(), // so that no line joins it later
    memo: text('memo').notNull(),
    document: text('document').notNull(),
    postedBy: id('posted_by')
      .notNull()
      .references(() => users.id),
    postedAt: instant('posted_at').notNull(),
  },
  (table) => [
    unique('one_entry_number_each').on(table.contractId, table.number),
    unique('one_entry_a_source').on(table.kind, table.sourceId),
    index('entries_by_year').on(table.contractYearId, table.bookedOn),
  ],
)

/** 分录: positive is debit (借), negative is credit (贷). Append-only. */
export const ledgerLines = pgTable(
  'ledger_lines',
  {
    entryId: id('entry_id')
      .notNull()
      .references(() => ledgerEntries.id),
    position: integer('position').notNull(),
    account: text('account').$type<LedgerAccount>().notNull(),
    amount: exact('amount').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.entryId, table.position] }),
    check('line_not_zero', sql`${table.amount} <> 0`),
  ],
)

/** 经营成本, direct or a share of a common one with its basis. Append-only. */
export const operatingCosts = pgTable(
  'operating_costs',
  {
    id: id('id').primaryKey(),
    contractYearId: id('contract_year_id')
      .notNull()
      .references(() => contractYears.id),
    kind: text('kind').$type<'direct' | 'shared'>().notNull(),
    category: text('category').notNull(), // 人员, 办公, 信息系统 …
    incurredOn: day('incurred_on').notNull(),
    amount: exact('amount').notNull(), // this contract's part
    allocation: exactJson<CostAllocation>('allocation'), // of a shared cost
    document: text('document').notNull(),
    recordedBy: id('recorded_by')
      .notNull()
      .references(() => users.id),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [
    check('cost_positive', sql`${table.amount} > 0`),
    check(
      'shared_cost_has_basis',
      sql`(${table.kind} = 'shared') = (${table.allocation} is not null)`,
    ),
  ],
)

/** A cost taken back by a counter-entry. Append-only. */
export const operatingCostReversals = pgTable('operating_cost_reversals', {
  costId: id('cost_id')
    .primaryKey()
    .references(() => operatingCosts.id),
  reason: text('reason').notNull(),
  reversedBy: id('reversed_by')
    .notNull()
    .references(() => users.id),
  reversedAt: instant('reversed_at').notNull(),
})

/** 未决赔款准备金 on a day, with its evidence; a later version replaces an earlier one of that day. Append-only. */
export const outstandingClaims = pgTable(
  'outstanding_claims',
  {
    id: id('id').primaryKey(),
    contractYearId: id('contract_year_id')
      .notNull()
      .references(() => contractYears.id),
    asOf: day('as_of').notNull(),
    version: integer('version').notNull(),
    amount: exact('amount').notNull(),
    method: text('method').notNull(),
    document: text('document').notNull(),
    recordedBy: id('recorded_by')
      .notNull()
      .references(() => users.id),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [
    unique('one_reserve_version_each').on(table.contractYearId, table.asOf, table.version),
    check('reserve_not_negative', sql`${table.amount} >= 0`),
  ],
)

/** 资金划转 between the separate income account and the payout account. Append-only. */
export const accountTransfers = pgTable(
  'account_transfers',
  {
    id: id('id').primaryKey(),
    contractYearId: id('contract_year_id')
      .notNull()
      .references(() => contractYears.id),
    amount: exact('amount').notNull(),
    transferredOn: day('transferred_on').notNull(),
    document: text('document').notNull(),
    recordedBy: id('recorded_by')
      .notNull()
      .references(() => users.id),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [check('transfer_positive', sql`${table.amount} > 0`)],
)
