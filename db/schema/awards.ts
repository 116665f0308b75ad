import { pgTable, text } from 'drizzle-orm/pg-core'
import { type LotRanking } from '#app/domain/evaluation/lot-ranking.ts'
import { openedBids } from './bids.ts'
import { day, id, instant } from './columns.ts'
import { exactJson } from './exact-json.ts'
import { users } from './identity.ts'
import { lots } from './tenders.ts'

/** 评标报告: the ranking with all its arithmetic. One a lot, append-only. */
export const evaluationReports = pgTable('evaluation_reports', {
  lotId: id('lot_id')
    .primaryKey()
    .references(() => lots.id),
  ranking: exactJson<LotRanking>('ranking').notNull(),
  completedAt: instant('completed_at').notNull(),
  completedBy: id('completed_by')
    .notNull()
    .references(() => users.id),
})

/** 中标候选人公示. One a lot, append-only. */
export const candidateNotices = pgTable('candidate_notices', {
  lotId: id('lot_id')
    .primaryKey()
    .references(() => evaluationReports.lotId),
  publishedAt: instant('published_at').notNull(),
  publishedBy: id('published_by')
    .notNull()
    .references(() => users.id),
  lastDay: day('last_day').notNull(), // 公示期 last day
})

/** 中标. One a lot, append-only. */
export const awards = pgTable('awards', {
  lotId: id('lot_id')
    .primaryKey()
    .references(() => evaluationReports.lotId),
  submissionId: id('submission_id')
    .notNull()
    .unique()
    .references(() => openedBids.submissionId),
  awardedAt: instant('awarded_at').notNull(),
  awardedBy: id('awarded_by')
    .notNull()
    .references(() => users.id),
  reason: text('reason').notNull(), // empty when the first-ranked bid wins
})
