import { boolean, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { type OpeningKey } from '#app/domain/opening/opening-key.ts'
import { type TermChange } from '#app/domain/tender/term-changes.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { bytes, day, id, instant } from './columns.ts'
import { exactJson } from './exact-json.ts'
import { organisations, users } from './identity.ts'
import { tenders } from './tenders.ts'

/**
 * Every published version of the bidding documents (招标文件版本): 1 with the notice,
 * one more with each amendment. Append-only; triggers tie it to `tenders.version`.
 */
export const tenderVersions = pgTable(
  'tender_versions',
  {
    tenderId: id('tender_id')
      .notNull()
      .references(() => tenders.id),
    version: integer('version').notNull(),
    terms: exactJson<TenderTerms>('terms').notNull(),
    openingKeys: exactJson<readonly OpeningKey[]>('opening_keys').notNull(), // whom bids are sealed to
    changes: exactJson<readonly TermChange[]>('changes').notNull(), // empty for the first
    affectsBids: boolean('affects_bids').notNull(),
    reason: text('reason').notNull(), // empty for the first
    publishedAt: instant('published_at').notNull(),
    publishedBy: id('published_by')
      .notNull()
      .references(() => users.id),
  },
  (table) => [primaryKey({ columns: [table.tenderId, table.version] })],
)

/** Files published with a tender, such as the past claims table. Attached while it is a draft. */
export const tenderFiles = pgTable('tender_files', {
  id: id('id').primaryKey(),
  tenderId: id('tender_id')
    .notNull()
    .references(() => tenders.id),
  kind: text('kind').$type<'experience-data' | 'annex'>().notNull(),
  fileName: text('file_name').notNull(),
  mediaType: text('media_type').notNull(),
  size: integer('size').notNull(),
  sha256: text('sha256').notNull(),
  content: bytes('content').notNull(),
  uploadedAt: instant('uploaded_at').notNull(),
  uploadedBy: id('uploaded_by')
    .notNull()
    .references(() => users.id),
  removedAt: instant('removed_at'),
})

/** 澄清: a question about the documents. Nobody but the trail after the opening learns who asked. */
export const clarificationQuestions = pgTable('clarification_questions', {
  id: id('id').primaryKey(),
  tenderId: id('tender_id')
    .notNull()
    .references(() => tenders.id),
  question: text('question').notNull(),
  askerId: id('asker_id')
    .notNull()
    .references(() => organisations.id),
  askedBy: id('asked_by')
    .notNull()
    .references(() => users.id),
  askedAt: instant('asked_at').notNull(),
})

/** The answer, published to all at once. Append-only. */
export const clarificationAnswers = pgTable('clarification_answers', {
  questionId: id('question_id')
    .primaryKey()
    .references(() => clarificationQuestions.id),
  answer: text('answer').notNull(),
  answeredAt: instant('answered_at').notNull(),
  answeredBy: id('answered_by')
    .notNull()
    .references(() => users.id),
})

/** 征求意见: a draft put out for comment before the notice. Append-only. */
export const consultations = pgTable(
  'consultations',
  {
    id: id('id').primaryKey(),
    tenderId: id('tender_id')
      .notNull()
      .references(() => tenders.id),
    number: integer('number').notNull(),
    terms: exactJson<TenderTerms>('terms').notNull(),
    introduction: text('introduction').notNull(),
    publishedAt: instant('published_at').notNull(),
    publishedBy: id('published_by')
      .notNull()
      .references(() => users.id),
    lastDay: day('last_day').notNull(),
  },
  (table) => [unique('one_consultation_number_each').on(table.tenderId, table.number)],
)

/** Append-only. */
export const consultationComments = pgTable('consultation_comments', {
  id: id('id').primaryKey(),
  consultationId: id('consultation_id')
    .notNull()
    .references(() => consultations.id),
  comment: text('comment').notNull(),
  organisationId: id('organisation_id')
    .notNull()
    .references(() => organisations.id),
  commentedBy: id('commented_by')
    .notNull()
    .references(() => users.id),
  commentedAt: instant('commented_at').notNull(),
})

/** Append-only. */
export const consultationReplies = pgTable('consultation_replies', {
  commentId: id('comment_id')
    .primaryKey()
    .references(() => consultationComments.id),
  adopted: boolean('adopted').notNull(), // 采纳
  reply: text('reply').notNull(),
  repliedAt: instant('replied_at').notNull(),
  repliedBy: id('replied_by')
    .notNull()
    .references(() => users.id),
})
