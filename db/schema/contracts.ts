import { sql } from 'drizzle-orm'
import { check, integer, pgTable, primaryKey, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { type ContractTerms } from '#app/domain/contract/contract-terms.ts'
import { awards } from './awards.ts'
import { day, id, instant } from './columns.ts'
import { exactJson } from './exact-json.ts'
import { organisations, users } from './identity.ts'
import { lots } from './tenders.ts'

/**
 * A contract, generated from the tender and the winning bid or what another
 * procedure agreed; its terms never change in place. When its award is cancelled
 * before both parties have signed, it is void and the lot may get another.
 */
export const contracts = pgTable(
  'contracts',
  {
    id: id('id').primaryKey(),
    lotId: id('lot_id')
      .notNull()
      .references(() => lots.id), // a trigger wants an award or another procedure
    awardId: id('award_id')
      .unique()
      .references(() => awards.id), // null: by another procedure
    number: text('number').notNull().unique(),
    policyholderId: id('policyholder_id')
      .notNull()
      .references(() => organisations.id), // 投保人
    insurerId: id('insurer_id')
      .notNull()
      .references(() => organisations.id),
    startsOn: day('starts_on').notNull(),
    endsOn: day('ends_on').notNull(),
    terms: exactJson<ContractTerms>('terms').notNull(),
    draftedAt: instant('drafted_at').notNull(),
    draftedBy: id('drafted_by')
      .notNull()
      .references(() => users.id),
  },
  (table) => [
    uniqueIndex('one_contract_by_other_procedure')
      .on(table.lotId)
      .where(sql`${table.awardId} is null`),
  ],
)

/** One party's confirmation; with both the contract is signed. Append-only. */
export const contractConfirmations = pgTable(
  'contract_confirmations',
  {
    contractId: id('contract_id')
      .notNull()
      .references(() => contracts.id),
    party: text('party').$type<'policyholder' | 'insurer'>().notNull(),
    confirmedBy: id('confirmed_by')
      .notNull()
      .references(() => users.id),
    confirmedAt: instant('confirmed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.contractId, table.party] })],
)

/** 合同年度, laid down when both parties have confirmed. Append-only. */
export const contractYears = pgTable(
  'contract_years',
  {
    id: id('id').primaryKey(),
    key: integer('key').notNull().unique().generatedAlwaysAsIdentity(), // short, for the claims' partitions
    contractId: id('contract_id')
      .notNull()
      .references(() => contracts.id),
    number: integer('number').notNull(),
    startsOn: day('starts_on').notNull(),
    endsOn: day('ends_on').notNull(),
  },
  (table) => [
    unique('one_contract_year_each').on(table.contractId, table.number),
    check('year_not_empty', sql`${table.startsOn} < ${table.endsOn}`),
  ],
)
