import { bigint, index, pgTable, text } from 'drizzle-orm/pg-core'
import { id, instant } from './columns.ts'
import { exactJson } from './exact-json.ts'
import { organisations, users } from './identity.ts'

const trailColumns = () => ({
  at: instant('at').notNull(),
  actorId: id('actor_id')
    .notNull()
    .references(() => users.id),
  organisationId: id('organisation_id')
    .notNull()
    .references(() => organisations.id),
  action: text('action').notNull(), // `tender.published`
  subjectId: id('subject_id').notNull(), // the row the action is about
  purchaseId: id('purchase_id'), // the tender it belongs to, if any
  payload: exactJson<Readonly<Record<string, unknown>>>('payload').notNull(),
})

/** 操作留痕. Every state change appends one row in its own transaction; append-only. */
export const auditEvents = pgTable(
  'audit_events',
  {
    position: bigint('position', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    ...trailColumns(),
  },
  (table) => [
    index('audit_events_by_subject').on(table.subjectId, table.position),
    index('audit_events_by_purchase').on(table.purchaseId, table.position),
  ],
)

/**
 * The trail of drafts and submissions, apart so that no position or gap in the
 * main trail tells how many bids there are. Read together with it after opening.
 */
export const sealedEvents = pgTable(
  'sealed_events',
  {
    position: bigint('position', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    ...trailColumns(),
  },
  (table) => [index('sealed_events_by_purchase').on(table.purchaseId, table.position)],
)
