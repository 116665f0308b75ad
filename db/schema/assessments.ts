import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { day, exact, id, instant } from './columns.ts'
import { contractYears } from './contracts.ts'
import { users } from './identity.ts'

/** A measured value of one indicator (考核结果), with its evidence. Append-only; a later version replaces an earlier one. */
export const assessments = pgTable(
  'assessments',
  {
    id: id('id').primaryKey(),
    contractYearId: id('contract_year_id')
      .notNull()
      .references(() => contractYears.id),
    indicatorId: id('indicator_id').notNull(), // of the contract's terms
    version: integer('version').notNull(),
    measured: exact('measured').notNull(), // in the indicator's unit
    proposedDeduction: exact('proposed_deduction').notNull(), // by the formula
    evidence: text('evidence').notNull(), // what was measured, and how
    document: text('document').notNull(),
    replyUntil: day('reply_until').notNull(), // the insurer's last day, frozen here
    recordedBy: id('recorded_by')
      .notNull()
      .references(() => users.id),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [
    unique('one_assessment_version_each').on(
      table.contractYearId,
      table.indicatorId,
      table.version,
    ),
    check('deduction_not_negative', sql`${table.proposedDeduction} >= 0`),
  ],
)

/** The insurer's reply within its window. Append-only. */
export const assessmentReplies = pgTable('assessment_replies', {
  assessmentId: id('assessment_id')
    .primaryKey()
    .references(() => assessments.id),
  stance: text('stance').$type<'accepts' | 'objects'>().notNull(),
  text: text('text').notNull(),
  document: text('document').notNull(),
  repliedBy: id('replied_by')
    .notNull()
    .references(() => users.id),
  repliedAt: instant('replied_at').notNull(),
})

/** The fund officer's decision after the reply or its window: the deduction that counts. Append-only. */
export const assessmentDecisions = pgTable(
  'assessment_decisions',
  {
    assessmentId: id('assessment_id')
      .primaryKey()
      .references(() => assessments.id),
    deduction: exact('deduction').notNull(),
    reason: text('reason').notNull(),
    decidedBy: id('decided_by')
      .notNull()
      .references(() => users.id),
    decidedAt: instant('decided_at').notNull(),
  },
  (table) => [check('decided_not_negative', sql`${table.deduction} >= 0`)],
)
