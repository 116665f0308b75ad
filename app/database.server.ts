import { env } from '#app/env.server.ts'
import { connect } from '#db/client.server.ts'

if (!env.databaseUrl) throw new Error('DATABASE_URL is not set; npm start sets it')

/** The one pool of the web server. */
export const { db, close: closeDatabase } = connect(env.databaseUrl)
