import { pgTable, text } from 'drizzle-orm/pg-core'
import { type FundingCandidate, type FundingResult } from '#app/domain/funding/funding-estimate.ts'
import { id, instant } from './columns.ts'
import { contractYears } from './contracts.ts'
import { exactJson } from './exact-json.ts'
import { organisations, users } from './identity.ts'
import { tenders } from './tenders.ts'

/** 筹资测算 on a past year's claims. Append-only. */
export const fundingEstimates = pgTable('funding_estimates', {
  id: id('id').primaryKey(),
  name: text('name').notNull(),
  procuringEntityId: id('procuring_entity_id')
    .notNull()
    .references(() => organisations.id),
  baseYearId: id('base_year_id')
    .notNull()
    .references(() => contractYears.id),
  candidate: exactJson<FundingCandidate>('candidate').notNull(),
  result: exactJson<FundingResult>('result').notNull(),
  madeBy: id('made_by')
    .notNull()
    .references(() => users.id),
  madeAt: instant('made_at').notNull(),
})

/** A draft tender that was started from an estimate. Append-only. */
export const estimatedTenders = pgTable('estimated_tenders', {
  tenderId: id('tender_id')
    .primaryKey()
    .references(() => tenders.id),
  estimateId: id('estimate_id')
    .notNull()
    .references(() => fundingEstimates.id),
})
