import { pgTable, text } from 'drizzle-orm/pg-core'
import { type TemplateContent } from '#app/domain/tender/contract-template.ts'
import { day, id, instant } from './columns.ts'
import { exactJson } from './exact-json.ts'
import { users } from './identity.ts'

/** 合同范本: a province's contract template; a new tender can start from it. */
export const contractTemplates = pgTable('contract_templates', {
  id: id('id').primaryKey(),
  name: text('name').notNull().unique(),
  province: text('province').notNull(),
  document: text('document').notNull(), // document number
  issuedOn: day('issued_on').notNull(),
  content: exactJson<TemplateContent>('content').notNull(),
  savedAt: instant('saved_at').notNull(),
  savedBy: id('saved_by')
    .notNull()
    .references(() => users.id),
  retiredAt: instant('retired_at'),
})
