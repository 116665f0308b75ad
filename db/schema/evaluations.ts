import { type ReviewStage } from '#app/domain/evaluation/review-progress.ts'
import { boolean, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { type ExpertScore } from '#app/domain/evaluation/scoring-criteria.ts'
import { id, instant } from './columns.ts'
import { exactJson } from './exact-json.ts'
import { openedBids } from './bids.ts'
import { users } from './identity.ts'
import { lots, tenders } from './tenders.ts'

/** 评标委员会. */
export const committeeMembers = pgTable(
  'committee_members',
  {
    tenderId: id('tender_id')
      .notNull()
      .references(() => tenders.id),
    expertId: id('expert_id')
      .notNull()
      .references(() => users.id),
    chair: boolean('chair').notNull(),
    kind: text('kind').$type<'expert' | 'procuring-entity-representative'>().notNull(),
    appointedAt: instant('appointed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenderId, table.expertId] })],
)

/** Each member's own declaration before seeing any bid (回避). Append-only. */
export const interestDeclarations = pgTable(
  'interest_declarations',
  {
    tenderId: id('tender_id')
      .notNull()
      .references(() => tenders.id),
    expertId: id('expert_id')
      .notNull()
      .references(() => users.id),
    conflict: boolean('conflict').notNull(),
    reason: text('reason').notNull(),
    declaredAt: instant('declared_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenderId, table.expertId] })],
)

/** One verdict a stage a bid. Append-only. */
export const bidReviews = pgTable(
  'bid_reviews',
  {
    submissionId: id('submission_id')
      .notNull()
      .references(() => openedBids.submissionId),
    stage: text('stage').$type<ReviewStage>().notNull(),
    passed: boolean('passed').notNull(),
    reason: text('reason').notNull(),
    reviewedBy: id('reviewed_by')
      .notNull()
      .references(() => users.id),
    reviewedAt: instant('reviewed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.stage] })],
)

/** An expert's sheet for one lot; a trigger refuses changes once signed. */
export const scoreSheets = pgTable(
  'score_sheets',
  {
    lotId: id('lot_id')
      .notNull()
      .references(() => lots.id),
    expertId: id('expert_id')
      .notNull()
      .references(() => users.id),
    scores: exactJson<readonly ExpertScore[]>('scores').notNull(),
    savedAt: instant('saved_at').notNull(),
    signedAt: instant('signed_at'),
  },
  (table) => [primaryKey({ columns: [table.lotId, table.expertId] })],
)
