import { boolean, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { type OrganisationKind, type Role } from '#app/domain/actor.ts'
import { day, id, instant } from './columns.ts'

export const organisations = pgTable('organisations', {
  id: id('id').primaryKey(),
  name: text('name').notNull().unique(),
  kind: text('kind').$type<OrganisationKind>().notNull(),
  region: text('region').notNull(), // 统筹地区 it works for; empty for the nation
  createdAt: instant('created_at').notNull(),
})

export const users = pgTable(
  'users',
  {
    id: id('id').primaryKey(),
    organisationId: id('organisation_id')
      .notNull()
      .references(() => organisations.id),
    role: text('role').$type<Role>().notNull(),
    name: text('name').notNull(),
    loginName: text('login_name').notNull().unique(),
    passwordHash: text('password_hash').notNull(), // argon2id
    disabled: boolean('disabled').notNull().default(false),
    validUntil: day('valid_until'), // the account's last day; null without end
    email: text('email'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [index('users_by_organisation').on(table.organisationId)],
)

/** Read and written by lucia only. */
export const sessions = pgTable('sessions', {
  id: text('id').primaryKey(),
  userId: id('user_id')
    .notNull()
    .references(() => users.id),
  expiresAt: instant('expires_at').notNull(),
})

/** Failed tries per login name, known or not, so that a lockout does not tell which names exist. */
export const signInFailures = pgTable('sign_in_failures', {
  loginName: text('login_name').primaryKey(),
  failures: integer('failures').notNull(),
  lastFailedAt: instant('last_failed_at').notNull(),
})
