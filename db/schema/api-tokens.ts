import { pgTable, text } from 'drizzle-orm/pg-core'
import { day, id, instant } from './columns.ts'
import { users } from './identity.ts'

/** A token with which the insurer's own system sends claims (接口令牌); only its hash is kept. Append-only. */
export const apiTokens = pgTable('api_tokens', {
  id: id('id').primaryKey(),
  userId: id('user_id')
    .notNull()
    .references(() => users.id),
  label: text('label').notNull(),
  tokenHash: text('token_hash').notNull().unique(), // SHA-256
  expiresOn: day('expires_on').notNull(), // its last day
  createdAt: instant('created_at').notNull(),
})

/** Append-only. */
export const apiTokenRevocations = pgTable('api_token_revocations', {
  tokenId: id('token_id')
    .primaryKey()
    .references(() => apiTokens.id),
  revokedBy: id('revoked_by')
    .notNull()
    .references(() => users.id),
  revokedAt: instant('revoked_at').notNull(),
})
