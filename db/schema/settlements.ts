import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { type YearFigures, type YearSettlement } from '#app/domain/settlement/settlement-terms.ts'
import { exact, id, instant } from './columns.ts'
import { contractYears } from './contracts.ts'
import { exactJson } from './exact-json.ts'
import { users } from './identity.ts'

/** Where each figure came from: document name and number, by figure. */
export type FigureEvidence = Readonly<Record<string, string>>

/** What the insurer proposes for a year; a new one only after the last was returned. Append-only. */
export const settlementProposals = pgTable(
  'settlement_proposals',
  {
    id: id('id').primaryKey(),
    contractYearId: id('contract_year_id')
      .notNull()
      .references(() => contractYears.id),
    version: integer('version').notNull(),
    figures: exactJson<YearFigures>('figures').notNull(),
    evidence: exactJson<FigureEvidence>('evidence').notNull(),
    settlement: exactJson<YearSettlement>('settlement').notNull(),
    proposedBy: id('proposed_by')
      .notNull()
      .references(() => users.id),
    proposedAt: instant('proposed_at').notNull(),
  },
  (table) => [unique('one_proposal_version_each').on(table.contractYearId, table.version)],
)

/** A proposal sent back, by the fund officer or the auditor, with the reason. Append-only. */
export const settlementReturns = pgTable('settlement_returns', {
  proposalId: id('proposal_id')
    .primaryKey()
    .references(() => settlementProposals.id),
  reason: text('reason').notNull(),
  returnedBy: id('returned_by')
    .notNull()
    .references(() => users.id),
  returnedAt: instant('returned_at').notNull(),
})

/** The fund officer's yes. Append-only. */
export const settlementConfirmations = pgTable('settlement_confirmations', {
  proposalId: id('proposal_id')
    .primaryKey()
    .references(() => settlementProposals.id),
  confirmedBy: id('confirmed_by')
    .notNull()
    .references(() => users.id),
  confirmedAt: instant('confirmed_at').notNull(),
})

/** The final settlement: one a contract year, written when the auditor signs off. Append-only. */
export const settlements = pgTable(
  'settlements',
  {
    contractYearId: id('contract_year_id')
      .primaryKey()
      .references(() => contractYears.id),
    proposalId: id('proposal_id')
      .notNull()
      .unique()
      .references(() => settlementConfirmations.proposalId),
    outcome: text('outcome').$type<'surplus' | 'loss'>().notNull(),
    premium: exact('premium').notNull(),
    incurredClaims: exact('incurred_claims').notNull(),
    admittedCost: exact('admitted_cost').notNull(),
    balance: exact('balance').notNull(),
    keptByInsurer: exact('kept_by_insurer').notNull(),
    returnedToFund: exact('returned_to_fund').notNull(),
    toReserve: exact('to_reserve').notNull(),
    policyLoss: exact('policy_loss').notNull(),
    operatingLoss: exact('operating_loss').notNull(),
    borneByInsurer: exact('borne_by_insurer').notNull(),
    borneByFund: exact('borne_by_fund').notNull(),
    fromReserve: exact('from_reserve').notNull(),
    assessmentDeduction: exact('assessment_deduction').notNull(),
    payableByInsurer: exact('payable_by_insurer').notNull(),
    payableByFund: exact('payable_by_fund').notNull(),
    lossRatio: exact('loss_ratio').notNull(),
    signedOffBy: id('signed_off_by')
      .notNull()
      .references(() => users.id),
    signedOffAt: instant('signed_off_at').notNull(),
  },
  (table) => [
    check(
      'balance_is_premium_less_cost',
      sql`${table.balance} = ${table.premium} - ${table.incurredClaims} - ${table.admittedCost}`,
    ),
    check(
      'parts_equal_balance',
      sql`${table.balance} = ${table.keptByInsurer} + ${table.returnedToFund} - ${table.borneByInsurer} - ${table.borneByFund}`,
    ),
  ],
)

/** 信息公开: the year's accounts on the public page. Append-only. */
export const settlementDisclosures = pgTable('settlement_disclosures', {
  contractYearId: id('contract_year_id')
    .primaryKey()
    .references(() => settlements.contractYearId),
  publishedBy: id('published_by')
    .notNull()
    .references(() => users.id),
  publishedAt: instant('published_at').notNull(),
})
