import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { type AssessmentTerms } from '#app/domain/assessment/assessment-terms.ts'
import { type BenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { type BidBasis } from '#app/domain/bid/bid-content.ts'
import { type CalendarOverrides } from '#app/domain/calendar.ts'
import { type ScoringCriterion, type TieBreaker } from '#app/domain/evaluation/scoring-criteria.ts'
import { type Ppm } from '#app/domain/money.ts'
import { type PaymentSchedule } from '#app/domain/premium/payment-schedule.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { type PolicyLossCause } from '#app/domain/settlement/settlement-terms.ts'
import {
  type ContractClause,
  type ExperienceYear,
  type PublishedSettlementRules,
} from '#app/domain/tender/tender.ts'
import { type FailureReason, type OtherProcedureMethod } from '#app/domain/ending/lot-ending.ts'
import { type ReviewItem } from '#app/domain/evaluation/review-checklist.ts'
import { type AgreedOffer } from '#app/domain/contract/agreed-offer.ts'
import { bytes, day, exact, id, instant } from './columns.ts'
import { exactJson } from './exact-json.ts'
import { organisations, users } from './identity.ts'

/** A tender's terms. A trigger refuses any change once `published_at` is set. */
export const tenders = pgTable(
  'tenders',
  {
    id: id('id').primaryKey(),
    procuringEntityId: id('procuring_entity_id')
      .notNull()
      .references(() => organisations.id),
    title: text('title').notNull(),
    projectNumber: text('project_number').notNull(),
    region: text('region').notNull(),
    regime: text('regime').$type<Regime>().notNull(),
    budget: exact('budget').notNull(),
    bidSecurity: exact('bid_security').notNull(),
    termMonths: integer('term_months').notNull(),
    shortTermReason: text('short_term_reason').notNull(),
    coverageStartsOn: day('coverage_starts_on').notNull(),
    documentsFrom: day('documents_from').notNull(),
    documentsUntil: day('documents_until').notNull(),
    bidDeadline: instant('bid_deadline').notNull(),
    benefitTerms: exactJson<BenefitTerms>('benefit_terms').notNull(),
    tierWeights: exactJson<readonly Ppm[]>('tier_weights').notNull(),
    profitRateCeiling: exact('profit_rate_ceiling').notNull(),
    settlementRules: exactJson<PublishedSettlementRules>('settlement_rules').notNull(),
    policyLossCauses: exactJson<readonly PolicyLossCause[]>('policy_loss_causes').notNull(),
    paymentSchedule: exactJson<PaymentSchedule>('payment_schedule'),
    assessment: exactJson<AssessmentTerms>('assessment'),
    criteria: exactJson<readonly ScoringCriterion[]>('criteria').notNull(),
    tieBreakers: exactJson<readonly TieBreaker[]>('tie_breakers').notNull(),
    reviewItems: exactJson<readonly ReviewItem[]>('review_items')
      .notNull()
      .default(sql`'[]'`),
    experience: exactJson<readonly ExperienceYear[]>('experience')
      .notNull()
      .default(sql`'[]'`),
    clauses: exactJson<readonly ContractClause[]>('clauses')
      .notNull()
      .default(sql`'[]'`),
    openingThreshold: integer('opening_threshold').notNull(), // k of the opening officers' n
    bidderOpeningMinutes: integer('bidder_opening_minutes').notNull(), // 投标人解密时限
    contact: text('contact').notNull().default(''),
    calendarOverrides: exactJson<CalendarOverrides>('calendar_overrides').notNull(),
    version: integer('version').notNull().default(1), // of the published documents; an amendment adds one
    createdBy: id('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    publishedAt: instant('published_at'),
    publishedBy: id('published_by').references(() => users.id),
  },
  (table) => [
    index('tenders_published').on(table.publishedAt, table.id),
    index('tenders_by_entity').on(table.procuringEntityId, table.id),
    check(
      'publication_complete',
      sql`(${table.publishedAt} is null) = (${table.publishedBy} is null)`,
    ),
    check('money_not_negative', sql`${table.budget} >= 0 and ${table.bidSecurity} >= 0`),
  ],
)

export const lots = pgTable(
  'lots',
  {
    id: id('id').primaryKey(),
    tenderId: id('tender_id')
      .notNull()
      .references(() => tenders.id),
    number: integer('number').notNull(),
    name: text('name').notNull(),
    districts: text('districts').notNull(),
    headcount: exact('headcount').notNull(),
    bidBasis: text('bid_basis').$type<BidBasis>().notNull(),
    priceCeiling: exact('price_ceiling').notNull(),
    priceFloor: exact('price_floor'),
    fundingPerHead: exact('funding_per_head').notNull(),
  },
  (table) => [unique('lot_number_once').on(table.tenderId, table.number)],
)

/** The people who may open this tender's bids; they are fixed by publication too. */
export const openingOfficers = pgTable(
  'opening_officers',
  {
    tenderId: id('tender_id')
      .notNull()
      .references(() => tenders.id),
    userId: id('user_id')
      .notNull()
      .references(() => users.id),
  },
  (table) => [primaryKey({ columns: [table.tenderId, table.userId] })],
)

/** A lot that ended without award (废标/流标). The key makes the ending happen once. */
export const lotFailures = pgTable('lot_failures', {
  lotId: id('lot_id')
    .primaryKey()
    .references(() => lots.id),
  reason: text('reason').$type<FailureReason>().notNull(),
  detail: text('detail').notNull(),
  source: text('source').notNull(), // the rule
  failedAt: instant('failed_at').notNull(),
})

/** 重新招标: the tender that a failed lot is put into again. The key makes it once. Append-only. */
export const retenders = pgTable(
  'retenders',
  {
    failedLotId: id('failed_lot_id')
      .primaryKey()
      .references(() => lotFailures.lotId),
    tenderId: id('tender_id')
      .notNull()
      .references(() => tenders.id),
  },
  (table) => [index('retenders_by_tender').on(table.tenderId)],
)

/** 其他方式 (57号): how the insurer of a failed lot was chosen otherwise. Append-only. */
export const otherProcedures = pgTable('other_procedures', {
  lotId: id('lot_id')
    .primaryKey()
    .references(() => lotFailures.lotId),
  method: text('method').$type<OtherProcedureMethod>().notNull(),
  reason: text('reason').notNull(),
  rule: text('rule').notNull(), // the source it rests on
  document: text('document').notNull(), // the government's decision, by number
  fileId: id('file_id').notNull(), // the decision itself, in other_procedure_files
  insurerId: id('insurer_id')
    .notNull()
    .references(() => organisations.id),
  offer: exactJson<AgreedOffer>('offer').notNull(),
  decidedOn: day('decided_on').notNull(),
  recordedAt: instant('recorded_at').notNull(),
  recordedBy: id('recorded_by')
    .notNull()
    .references(() => users.id),
})

export const otherProcedureFiles = pgTable('other_procedure_files', {
  id: id('id').primaryKey(),
  lotId: id('lot_id')
    .notNull()
    .references(() => lotFailures.lotId),
  fileName: text('file_name').notNull(),
  mediaType: text('media_type').notNull(),
  size: integer('size').notNull(),
  sha256: text('sha256').notNull(),
  content: bytes('content').notNull(),
  uploadedAt: instant('uploaded_at').notNull(),
})

/** What of a purchase is a real published fact and what was made up for the demonstration. */
export const provenanceNotes = pgTable(
  'provenance_notes',
  {
    subjectId: id('subject_id').notNull(), // tender, contract or contract year
    position: integer('position').notNull(),
    kind: text('kind').$type<'real' | 'made-up'>().notNull(),
    what: text('what').notNull(),
    source: text('source').notNull(),
  },
  (table) => [primaryKey({ columns: [table.subjectId, table.position] })],
)
