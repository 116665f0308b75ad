import { type Writable } from 'node:stream'
import type postgres from 'postgres'

/**
 * Without its connection a transaction is over, and its caller is told by the driver. What ran in
 * it stays unanswered: the driver would send its rollback to a closed socket and take the process down.
 */
export async function whileConnected<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    return isConnectionLost(error) ? new Promise<never>(() => {}) : Promise.reject(error)
  }
}

class CopyConnectionLost extends Error {}

function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof CopyConnectionLost) return true
  const code = 'code' in error ? String(error.code) : ''
  // Only a query's error: the sender's connection may break off as well.
  if (code.startsWith('CONNECTION_')) return true
  if ('query' in error && ['ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code)) return true
  return isConnectionLost(error.cause)
}

export type CopySink = {
  /** Sends a block; comes back while it is on its way, once the one before has gone. */
  write: (block: Uint8Array) => Promise<void>
  end: () => Promise<void>
  giveUp: () => Promise<void>
}

/** Opens a binary COPY into a table of this transaction. No other statement may run before its end. */
export async function copyInto(
  { client, name }: { client: postgres.TransactionSql; name: string },
  columns: readonly string[],
): Promise<CopySink> {
  // Nobody else sees the table before the commit, so its rows may be frozen at once.
  const stream = await client
    .unsafe(`copy ${name} (${columns.join(', ')}) from stdin (format binary, freeze)`)
    .writable()
  let failure: unknown
  stream.on('error', (error) => {
    failure = error
  })
  let sent = Promise.resolve()
  const untilSent = async () => {
    try {
      await sent
    } catch {
      await settled() // lets the driver say why
      throw postgresCode(failure) ? failure : new CopyConnectionLost('lost while copying')
    }
  }
  return {
    async write(block) {
      await untilSent()
      sent = send(stream, block)
      sent.catch(() => {}) // told by the next
    },
    async end() {
      await untilSent()
      stream.end()
      await settled()
      // The driver never ends a stream whose COPY fails at its last step; the next statement tells.
      await client.unsafe('select 1')
    },
    async giveUp() {
      stream.destroy(new Error('given up'))
      await settled()
    },
  }
}

function send(stream: Writable, block: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(block, (error) => (error ? reject(error) : resolve()))
  })
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** The SQLSTATE of PostgreSQL's own error, however it is wrapped. */
export function postgresCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (error.name === 'PostgresError' && 'code' in error) return String(error.code)
  return postgresCode(error.cause)
}
