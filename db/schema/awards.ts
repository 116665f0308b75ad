import { foreignKey, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { type LotRanking } from '#app/domain/evaluation/lot-ranking.ts'
import { openedBids } from './bids.ts'
import { day, id, instant } from './columns.ts'
import { evaluationRounds } from './evaluations.ts'
import { exactJson } from './exact-json.ts'
import { users } from './identity.ts'

/** 评标报告: the ranking with all its arithmetic. One a round, append-only. */
export const evaluationReports = pgTable(
  'evaluation_reports',
  {
    lotId: id('lot_id').notNull(),
    round: integer('round').notNull().default(1),
    ranking: exactJson<LotRanking>('ranking').notNull(),
    completedAt: instant('completed_at').notNull(),
    completedBy: id('completed_by')
      .notNull()
      .references(() => users.id),
  },
  (table) => [
    primaryKey({ columns: [table.lotId, table.round] }),
    foreignKey({
      columns: [table.lotId, table.round],
      foreignColumns: [evaluationRounds.lotId, evaluationRounds.round],
      name: 'report_of_a_round',
    }),
  ],
)

/** 中标候选人公示. One a round, append-only. */
export const candidateNotices = pgTable(
  'candidate_notices',
  {
    lotId: id('lot_id').notNull(),
    round: integer('round').notNull().default(1),
    publishedAt: instant('published_at').notNull(),
    publishedBy: id('published_by')
      .notNull()
      .references(() => users.id),
    lastDay: day('last_day').notNull(), // 公示期 last day
  },
  (table) => [
    primaryKey({ columns: [table.lotId, table.round] }),
    foreignKey({
      columns: [table.lotId, table.round],
      foreignColumns: [evaluationReports.lotId, evaluationReports.round],
      name: 'notice_of_a_report',
    }),
  ],
)

/** 中标. A lot has one at a time: a trigger wants the one before cancelled. Append-only. */
export const awards = pgTable(
  'awards',
  {
    id: id('id').primaryKey(),
    lotId: id('lot_id').notNull(),
    number: integer('number').notNull(), // 1, 2 … of the lot
    round: integer('round').notNull(),
    submissionId: id('submission_id')
      .notNull()
      .references(() => openedBids.submissionId),
    awardedAt: instant('awarded_at').notNull(),
    awardedBy: id('awarded_by')
      .notNull()
      .references(() => users.id),
    reason: text('reason').notNull(), // empty when the first-ranked bid wins
  },
  (table) => [
    unique('one_award_number_each').on(table.lotId, table.number),
    foreignKey({
      columns: [table.lotId, table.round],
      foreignColumns: [evaluationReports.lotId, evaluationReports.round],
      name: 'award_of_a_report',
    }),
  ],
)

/** 中标无效或放弃中标. Append-only. */
export const awardCancellations = pgTable('award_cancellations', {
  awardId: id('award_id')
    .primaryKey()
    .references(() => awards.id),
  reason: text('reason').notNull(),
  rule: text('rule').notNull(),
  cancelledAt: instant('cancelled_at').notNull(),
  cancelledBy: id('cancelled_by')
    .notNull()
    .references(() => users.id),
})
