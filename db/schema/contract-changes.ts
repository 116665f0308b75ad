import { sql } from 'drizzle-orm'
import { check, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { type AmendmentKind } from '#app/domain/contract/contract-amendment.ts'
import { type ContractTerms } from '#app/domain/contract/contract-terms.ts'
import { type HandoverItem } from '#app/domain/contract/handover.ts'
import { type LiableParty, type TerminationCause } from '#app/domain/contract/early-termination.ts'
import { day, exact, id, instant } from './columns.ts'
import { contracts } from './contracts.ts'
import { exactJson } from './exact-json.ts'
import { users } from './identity.ts'

const party = () => text('party').$type<'policyholder' | 'insurer'>().notNull()

/** 补充协议: the whole terms as they read from its effective date, once both parties have signed. Append-only. */
export const contractAmendments = pgTable(
  'contract_amendments',
  {
    id: id('id').primaryKey(),
    contractId: id('contract_id')
      .notNull()
      .references(() => contracts.id),
    number: integer('number').notNull(),
    kind: text('kind').$type<AmendmentKind>().notNull(),
    effectiveOn: day('effective_on').notNull(),
    reason: text('reason').notNull(),
    document: text('document').notNull(),
    terms: exactJson<ContractTerms>('terms').notNull(),
    draftedBy: id('drafted_by')
      .notNull()
      .references(() => users.id),
    draftedAt: instant('drafted_at').notNull(),
  },
  (table) => [
    unique('one_amendment_number_each').on(table.contractId, table.number),
    check('amendment_has_reason', sql`${table.reason} <> '' and ${table.document} <> ''`),
  ],
)

/** One party's signature; with both the amendment is in force from its day. Append-only. */
export const contractAmendmentConfirmations = pgTable(
  'contract_amendment_confirmations',
  {
    amendmentId: id('amendment_id')
      .notNull()
      .references(() => contractAmendments.id),
    party: party(),
    confirmedBy: id('confirmed_by')
      .notNull()
      .references(() => users.id),
    confirmedAt: instant('confirmed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.amendmentId, table.party] })],
)

/** A draft amendment given up before both had signed. Append-only. */
export const contractAmendmentWithdrawals = pgTable('contract_amendment_withdrawals', {
  amendmentId: id('amendment_id')
    .primaryKey()
    .references(() => contractAmendments.id),
  reason: text('reason').notNull(),
  withdrawnBy: id('withdrawn_by')
    .notNull()
    .references(() => users.id),
  withdrawnAt: instant('withdrawn_at').notNull(),
})

/** 提前终止, declared by one party. Append-only. */
export const contractTerminations = pgTable(
  'contract_terminations',
  {
    id: id('id').primaryKey(),
    contractId: id('contract_id')
      .notNull()
      .references(() => contracts.id),
    cause: text('cause').$type<TerminationCause>().notNull(),
    liableParty: text('liable_party').$type<LiableParty>().notNull(),
    liability: text('liability').notNull(), // 违约责任 in words
    liabilityAmount: exact('liability_amount').notNull(),
    effectiveOn: day('effective_on').notNull(), // the last day of cover
    reason: text('reason').notNull(),
    document: text('document').notNull(),
    declaredParty: text('declared_party').$type<'policyholder' | 'insurer'>().notNull(),
    declaredBy: id('declared_by')
      .notNull()
      .references(() => users.id),
    declaredAt: instant('declared_at').notNull(),
  },
  (table) => [check('liability_not_negative', sql`${table.liabilityAmount} >= 0`)],
)

/** The other party's answer: agreed, or refused with its reason. Append-only. */
export const contractTerminationAnswers = pgTable('contract_termination_answers', {
  terminationId: id('termination_id')
    .primaryKey()
    .references(() => contractTerminations.id),
  answer: text('answer').$type<'agreed' | 'refused'>().notNull(),
  reason: text('reason').notNull(),
  answeredBy: id('answered_by')
    .notNull()
    .references(() => users.id),
  answeredAt: instant('answered_at').notNull(),
})

/** One item of the handover (移交) done by the outgoing insurer. Append-only; a later row replaces an earlier one. */
export const handoverRecords = pgTable(
  'handover_records',
  {
    id: id('id').primaryKey(),
    contractId: id('contract_id')
      .notNull()
      .references(() => contracts.id),
    item: text('item').$type<HandoverItem>().notNull(),
    version: integer('version').notNull(),
    handedOverOn: day('handed_over_on').notNull(),
    receiver: text('receiver').notNull(), // who takes it over: the next insurer or the buyer
    document: text('document').notNull(),
    note: text('note').notNull(),
    recordedBy: id('recorded_by')
      .notNull()
      .references(() => users.id),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [unique('one_handover_version_each').on(table.contractId, table.item, table.version)],
)

/** The buyer's word on a handed-over item. Append-only. */
export const handoverAnswers = pgTable('handover_answers', {
  recordId: id('record_id')
    .primaryKey()
    .references(() => handoverRecords.id),
  answer: text('answer').$type<'accepted' | 'returned'>().notNull(),
  reason: text('reason').notNull(),
  answeredBy: id('answered_by')
    .notNull()
    .references(() => users.id),
  answeredAt: instant('answered_at').notNull(),
})
