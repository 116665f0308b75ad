import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { type HeadcountKind } from '#app/domain/premium/headcount-kind.ts'
import { day, exact, id, instant } from './columns.ts'
import { contractYears } from './contracts.ts'
import { users } from './identity.ts'

/**
 * A headcount (参保人数) that the fund officer states from one source; a new version
 * after the insurer disagreed. Append-only.
 */
export const yearHeadcounts = pgTable(
  'year_headcounts',
  {
    id: id('id').primaryKey(),
    contractYearId: id('contract_year_id')
      .notNull()
      .references(() => contractYears.id),
    kind: text('kind').$type<HeadcountKind>().notNull(),
    version: integer('version').notNull(),
    headcount: exact('headcount').notNull(),
    enrolmentDate: day('enrolment_date').notNull(),
    source: text('source').notNull(), // the one register it comes from
    document: text('document').notNull(),
    premium: exact('premium').notNull(), // headcount × funding per head
    recordedBy: id('recorded_by')
      .notNull()
      .references(() => users.id),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [
    unique('one_headcount_version_each').on(table.contractYearId, table.kind, table.version),
    unique('headcount_with_year_and_kind').on(table.id, table.contractYearId, table.kind),
    check('headcount_positive', sql`${table.headcount} > 0 and ${table.premium} > 0`),
    check('headcount_kind', sql`${table.kind} in ('estimate', 'actual')`),
  ],
)

/** The insurer's answer to a stated headcount; the agreed actual one fixes the premium. Append-only. */
export const headcountAnswers = pgTable(
  'headcount_answers',
  {
    headcountId: id('headcount_id').primaryKey(),
    contractYearId: id('contract_year_id').notNull(),
    kind: text('kind').$type<HeadcountKind>().notNull(),
    agreed: boolean('agreed').notNull(),
    reason: text('reason').notNull(), // why not; empty when agreed
    answeredBy: id('answered_by')
      .notNull()
      .references(() => users.id),
    answeredAt: instant('answered_at').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'answer_of_headcount',
      columns: [table.headcountId, table.contractYearId, table.kind],
      foreignColumns: [yearHeadcounts.id, yearHeadcounts.contractYearId, yearHeadcounts.kind],
    }),
    uniqueIndex('one_agreed_headcount_each')
      .on(table.contractYearId, table.kind)
      .where(sql`${table.agreed}`),
    check('disagreement_has_reason', sql`${table.agreed} or ${table.reason} <> ''`),
  ],
)

/** 保费拨付, as the fund officer records it. Append-only. */
export const premiumPayments = pgTable(
  'premium_payments',
  {
    id: id('id').primaryKey(),
    contractYearId: id('contract_year_id')
      .notNull()
      .references(() => contractYears.id),
    amount: exact('amount').notNull(),
    paidOn: day('paid_on').notNull(),
    document: text('document').notNull(),
    recordedBy: id('recorded_by')
      .notNull()
      .references(() => users.id),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [check('payment_positive', sql`${table.amount} > 0`)],
)

/** The insurer's word that a payment arrived (到账). Append-only. */
export const premiumReceipts = pgTable('premium_receipts', {
  paymentId: id('payment_id')
    .primaryKey()
    .references(() => premiumPayments.id),
  receivedOn: day('received_on').notNull(),
  document: text('document').notNull(), // bank slip
  confirmedBy: id('confirmed_by')
    .notNull()
    .references(() => users.id),
  confirmedAt: instant('confirmed_at').notNull(),
})
