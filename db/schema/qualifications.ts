import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { type InstitutionLevel } from '#app/domain/qualification/qualified-insurers.ts'
import { day, id, instant } from './columns.ts'
import { users } from './identity.ts'

/** A published list of qualified insurers (名录) as imported; in force from its day. Append-only. */
export const qualifiedLists = pgTable('qualified_lists', {
  id: id('id').primaryKey(),
  inForceFrom: day('in_force_from').notNull().unique(),
  source: text('source').notNull(), // document number
  fileName: text('file_name').notNull(),
  fileSha256: text('file_sha256').notNull(),
  importedAt: instant('imported_at').notNull(),
  importedBy: id('imported_by')
    .notNull()
    .references(() => users.id),
})

export const qualifiedInstitutions = pgTable(
  'qualified_institutions',
  {
    listId: id('list_id')
      .notNull()
      .references(() => qualifiedLists.id),
    name: text('name').notNull(),
    level: text('level').$type<InstitutionLevel>().notNull(),
    headOffice: text('head_office').notNull(),
    region: text('region').notNull(),
  },
  (table) => [primaryKey({ columns: [table.listId, table.name] })],
)

/** The administrator's working-day calendar, where it differs from the published one. */
export const calendarDays = pgTable('calendar_days', {
  day: day('day').primaryKey(),
  kind: text('kind').$type<'working-day' | 'day-off'>().notNull(),
  source: text('source').notNull(), // document number
  setAt: instant('set_at').notNull(),
  setBy: id('set_by')
    .notNull()
    .references(() => users.id),
})
