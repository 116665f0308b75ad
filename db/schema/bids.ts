import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core'
import { type BidContent, type Staffing } from '#app/domain/bid/bid-content.ts'
import { type BidProblem } from '#app/domain/bid/check-bid.ts'
import { type Ppm } from '#app/domain/money.ts'
import { type BidSecurityForm } from '#app/domain/bid/bid-security.ts'
import { type OpenedWith, type UnopenedReason } from '#app/domain/opening/opening-outcome.ts'
import { day, exact, id, instant } from './columns.ts'
import { exactJson } from './exact-json.ts'
import { organisations, users } from './identity.ts'
import { bidUploads } from './sealing.ts'
import { lots, tenders } from './tenders.ts'

/**
 * Submitted bids as sealed envelopes, append-only. A higher revision replaces a
 * lower one; a trigger compares the time with the deadline.
 */
export const bidSubmissions = pgTable(
  'bid_submissions',
  {
    id: id('id').primaryKey(),
    tenderId: id('tender_id')
      .notNull()
      .references(() => tenders.id),
    lotId: id('lot_id')
      .notNull()
      .references(() => lots.id),
    bidderId: id('bidder_id')
      .notNull()
      .references(() => organisations.id),
    revision: integer('revision').notNull(),
    tenderVersion: integer('tender_version').notNull().default(1), // the documents it answers
    uploadId: id('upload_id')
      .notNull()
      .unique()
      .references(() => bidUploads.id),
    envelopeSha256: text('envelope_sha256').notNull(),
    submittedAt: instant('submitted_at').notNull(),
    submittedBy: id('submitted_by')
      .notNull()
      .references(() => users.id),
    // The real clock beside `submitted_at`: at the commit a trigger adds what the commit took and compares again.
    stampedAt: timestamp('stamped_at', { withTimezone: true })
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  (table) => [
    unique('one_revision_each').on(table.lotId, table.bidderId, table.revision),
    index('submissions_by_tender').on(table.tenderId),
  ],
)

/** 撤回, before the deadline. Append-only. */
export const bidWithdrawals = pgTable('bid_withdrawals', {
  submissionId: id('submission_id')
    .primaryKey()
    .references(() => bidSubmissions.id),
  withdrawnAt: instant('withdrawn_at').notNull(),
  withdrawnBy: id('withdrawn_by')
    .notNull()
    .references(() => users.id),
})

/**
 * After an amendment that affects bids a bidder says that its submitted bid stands
 * (确认). Without it, or a new submission, the bid is not opened. Append-only.
 */
export const bidConfirmations = pgTable(
  'bid_confirmations',
  {
    submissionId: id('submission_id')
      .notNull()
      .references(() => bidSubmissions.id),
    version: integer('version').notNull(),
    confirmedAt: instant('confirmed_at').notNull(),
    confirmedBy: id('confirmed_by')
      .notNull()
      .references(() => users.id),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.version] })],
)

/** Submitted bids that were not opened, and why. Append-only. */
export const unopenedBids = pgTable('unopened_bids', {
  submissionId: id('submission_id')
    .primaryKey()
    .references(() => bidSubmissions.id),
  reason: text('reason').$type<UnopenedReason>().notNull(),
  detail: text('detail').notNull(), // which holders gave no share, which part is damaged
})

/** 投标保证金 received; recorded after the opening, since before it would tell who bids. Append-only. */
export const bidSecurities = pgTable(
  'bid_securities',
  {
    id: id('id').primaryKey(),
    submissionId: id('submission_id')
      .notNull()
      .unique()
      .references((): AnyPgColumn => openedBids.submissionId),
    amount: exact('amount').notNull(),
    form: text('form').$type<BidSecurityForm>().notNull(),
    receivedOn: day('received_on').notNull(),
    document: text('document').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: id('recorded_by')
      .notNull()
      .references(() => users.id),
  },
  (table) => [check('security_positive', sql`${table.amount} > 0`)],
)

/** 退还, or 不予退还 with its reason. Append-only. */
export const bidSecurityReturns = pgTable('bid_security_returns', {
  securityId: id('security_id')
    .primaryKey()
    .references(() => bidSecurities.id),
  outcome: text('outcome').$type<'returned' | 'forfeited'>().notNull(),
  on: day('on').notNull(),
  document: text('document').notNull(),
  reason: text('reason').notNull(), // of a forfeit
  recordedAt: instant('recorded_at').notNull(),
  recordedBy: id('recorded_by')
    .notNull()
    .references(() => users.id),
})

/** 开标. The key makes an opening happen once. Append-only. */
export const bidOpenings = pgTable('bid_openings', {
  tenderId: id('tender_id')
    .primaryKey()
    .references(() => tenders.id),
  openedAt: instant('opened_at').notNull(),
  openedBy: id('opened_by')
    .notNull()
    .references(() => users.id),
})

/** Bids as read at the opening, append-only: the opening record (开标记录). */
export const openedBids = pgTable(
  'opened_bids',
  {
    submissionId: id('submission_id')
      .primaryKey()
      .references(() => bidSubmissions.id),
    tenderId: id('tender_id').notNull(),
    lotId: id('lot_id')
      .notNull()
      .references(() => lots.id),
    bidderId: id('bidder_id')
      .notNull()
      .references(() => organisations.id),
    price: exact('price').notNull(),
    payoutRatios: exactJson<readonly Ppm[]>('payout_ratios').notNull(),
    profitRate: exact('profit_rate').notNull(),
    lossRate: exact('loss_rate').notNull(),
    staffing: exactJson<Staffing>('staffing').notNull(),
    servicePromises: text('service_promises').notNull(),
    attachments: exactJson<BidContent['attachments']>('attachments').notNull(),
    openedWith: text('opened_with').$type<OpenedWith>().notNull(),
    bidKey: text('bid_key').notNull(), // opens this bid's attachments, which stay sealed on disk
    problems: exactJson<readonly BidProblem[]>('problems').notNull(), // limits of the tender it breaks
  },
  (table) => [
    unique('one_opened_bid_each').on(table.lotId, table.bidderId),
    foreignKey({
      columns: [table.tenderId],
      foreignColumns: [bidOpenings.tenderId],
      name: 'opened_at_an_opening',
    }),
    check('price_positive', sql`${table.price} >= 0`),
  ],
)
