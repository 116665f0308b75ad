import { pgTable, text } from 'drizzle-orm/pg-core'
import {
  type ObjectionOutcome,
  type ObjectionSubject,
  type Remedy,
} from '#app/domain/objection/objection.ts'
import { day, id, instant } from './columns.ts'
import { organisations, users } from './identity.ts'
import { lots, tenders } from './tenders.ts'

/** 异议/质疑, append-only. The answer's last day is computed once, by the rule in force. */
export const objections = pgTable('objections', {
  id: id('id').primaryKey(),
  tenderId: id('tender_id')
    .notNull()
    .references(() => tenders.id),
  lotId: id('lot_id').references(() => lots.id), // null: the tender as a whole
  objectorId: id('objector_id')
    .notNull()
    .references(() => organisations.id),
  subject: text('subject').$type<ObjectionSubject>().notNull(),
  act: text('act').notNull(), // 被质疑的行为
  ground: text('ground').notNull(), // 事实与法律依据
  evidence: text('evidence').notNull(),
  remedyAsked: text('remedy_asked').notNull(),
  filedAt: instant('filed_at').notNull(),
  filedBy: id('filed_by')
    .notNull()
    .references(() => users.id),
  answerDue: day('answer_due').notNull(),
})

/** 答复. Append-only. */
export const objectionAnswers = pgTable('objection_answers', {
  objectionId: id('objection_id')
    .primaryKey()
    .references(() => objections.id),
  outcome: text('outcome').$type<ObjectionOutcome>().notNull(),
  remedy: text('remedy').$type<Remedy>().notNull(),
  answer: text('answer').notNull(),
  answeredAt: instant('answered_at').notNull(),
  answeredBy: id('answered_by')
    .notNull()
    .references(() => users.id),
})

/** 投诉, at most one on an objection. Append-only. */
export const complaints = pgTable('complaints', {
  id: id('id').primaryKey(),
  objectionId: id('objection_id')
    .notNull()
    .unique()
    .references(() => objections.id),
  facts: text('facts').notNull(),
  request: text('request').notNull(),
  filedAt: instant('filed_at').notNull(),
  filedBy: id('filed_by')
    .notNull()
    .references(() => users.id),
  decisionDue: day('decision_due').notNull(),
})

/** 暂停采购活动通知 of the supervising body. Append-only. */
export const suspensionOrders = pgTable('suspension_orders', {
  complaintId: id('complaint_id')
    .primaryKey()
    .references(() => complaints.id),
  document: text('document').notNull(),
  until: day('until').notNull(), // the last day on which the procedure stands still
  orderedAt: instant('ordered_at').notNull(),
  orderedBy: id('ordered_by')
    .notNull()
    .references(() => users.id),
})

/** 投诉处理决定. Append-only. */
export const complaintDecisions = pgTable('complaint_decisions', {
  complaintId: id('complaint_id')
    .primaryKey()
    .references(() => complaints.id),
  outcome: text('outcome').$type<ObjectionOutcome>().notNull(),
  remedy: text('remedy').$type<Remedy>().notNull(),
  decision: text('decision').notNull(),
  document: text('document').notNull(),
  decidedAt: instant('decided_at').notNull(),
  decidedBy: id('decided_by')
    .notNull()
    .references(() => users.id),
})
