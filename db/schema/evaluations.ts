import { sql } from 'drizzle-orm'
import { type ReviewStage } from '#app/domain/evaluation/review-progress.ts'
import { boolean, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { type ExpertScore } from '#app/domain/evaluation/scoring-criteria.ts'
import { type ReviewFinding } from '#app/domain/evaluation/review-checklist.ts'
import { day, id, instant } from './columns.ts'
import { exactJson } from './exact-json.ts'
import { openedBids } from './bids.ts'
import { users } from './identity.ts'
import { lots, tenders } from './tenders.ts'

/** What an expert is registered with (评审专家库), kept by the administrator. */
export const expertProfiles = pgTable('expert_profiles', {
  userId: id('user_id')
    .primaryKey()
    .references(() => users.id),
  speciality: text('speciality').notNull(), // 专业
  region: text('region').notNull(),
  employer: text('employer').notNull(), // 工作单位, for 回避
  validUntil: day('valid_until'), // 聘期; null without end
})

/**
 * 随机抽取: the seed's hash is fixed with the pool, the seed shown with the result.
 * A trigger lets the result be written once and nothing else change.
 */
export const expertDraws = pgTable(
  'expert_draws',
  {
    id: id('id').primaryKey(),
    tenderId: id('tender_id')
      .notNull()
      .references(() => tenders.id),
    number: integer('number').notNull(),
    reason: text('reason').notNull(), // of a redraw; empty for the first
    places: integer('places').notNull(), // how many are drawn
    pool: exactJson<readonly string[]>('pool').notNull(), // expert ids
    excluded: exactJson<readonly { expertId: string; reason: string }[]>('excluded').notNull(),
    seed: text('seed').notNull(), // nobody reads it before `revealedAt`
    seedSha256: text('seed_sha256').notNull(),
    committedAt: instant('committed_at').notNull(),
    committedBy: id('committed_by')
      .notNull()
      .references(() => users.id),
    drawn: exactJson<readonly string[]>('drawn'), // expert ids in the order drawn
    revealedAt: instant('revealed_at'),
    revealedBy: id('revealed_by').references(() => users.id),
  },
  (table) => [unique('one_draw_number_each').on(table.tenderId, table.number)],
)

/** 评标委员会. Who left stays in the list, with the reason. */
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
    drawNumber: integer('draw_number'), // null: named, as the buyer's representative is
    removedAt: instant('removed_at'),
    removalReason: text('removal_reason'),
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

/** A round of review and scoring of a lot: 1 from the opening, one more with each re-evaluation. Append-only. */
export const evaluationRounds = pgTable(
  'evaluation_rounds',
  {
    lotId: id('lot_id')
      .notNull()
      .references(() => lots.id),
    round: integer('round').notNull(),
    reason: text('reason').notNull(), // empty for the first
    startedAt: instant('started_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.lotId, table.round] })],
)

/** One verdict a stage a bid a round, with the findings it follows from. Append-only. */
export const bidReviews = pgTable(
  'bid_reviews',
  {
    submissionId: id('submission_id')
      .notNull()
      .references(() => openedBids.submissionId),
    stage: text('stage').$type<ReviewStage>().notNull(),
    round: integer('round').notNull().default(1),
    findings: exactJson<readonly ReviewFinding[]>('findings')
      .notNull()
      .default(sql`'[]'`),
    passed: boolean('passed').notNull(),
    reason: text('reason').notNull(),
    reviewedBy: id('reviewed_by')
      .notNull()
      .references(() => users.id),
    reviewedAt: instant('reviewed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.stage, table.round] })],
)

/** 澄清、说明或补正 that the committee asks of a bidder. Append-only. */
export const bidClarificationRequests = pgTable('bid_clarification_requests', {
  id: id('id').primaryKey(),
  submissionId: id('submission_id')
    .notNull()
    .references(() => openedBids.submissionId),
  round: integer('round').notNull(),
  question: text('question').notNull(),
  askedAt: instant('asked_at').notNull(),
  askedBy: id('asked_by')
    .notNull()
    .references(() => users.id),
  answerDue: instant('answer_due').notNull(),
})

/** Append-only. */
export const bidClarificationAnswers = pgTable('bid_clarification_answers', {
  requestId: id('request_id')
    .primaryKey()
    .references(() => bidClarificationRequests.id),
  answer: text('answer').notNull(),
  answeredAt: instant('answered_at').notNull(),
  answeredBy: id('answered_by')
    .notNull()
    .references(() => users.id),
})

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
    round: integer('round').notNull().default(1),
    scores: exactJson<readonly ExpertScore[]>('scores').notNull(),
    savedAt: instant('saved_at').notNull(),
    signedAt: instant('signed_at'),
  },
  (table) => [primaryKey({ columns: [table.lotId, table.expertId, table.round] })],
)
