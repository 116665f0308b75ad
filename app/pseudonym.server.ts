import { env } from '#app/env.server.ts'
import { connect } from '#db/client.server.ts'

export { pseudonymKey } from './pseudonym-key.server.ts'

/** Imports have a pool of their own: an upload may take minutes of a connection. */
export const { sql: claimsSql } = connect(requiredUrl(), { connections: 2 })

function requiredUrl(): string {
  if (!env.databaseUrl) throw new Error('DATABASE_URL is not set; npm start sets it')
  return env.databaseUrl
}
