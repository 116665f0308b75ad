import { connect } from '#db/client.server.ts'
import { startEmbeddedDatabase } from '#db/embedded.server.ts'

// Run by embedded.test.ts as a process of its own, to be killed while the database runs.
const { url } = await startEmbeddedDatabase({ dataDir: process.argv[2] ?? '' })
const { sql } = connect(url, { connections: 1 })
await sql`create table kept (value int)`
await sql`insert into kept values (42)`
process.stdout.write('committed\n')
setInterval(() => {}, 1000)
