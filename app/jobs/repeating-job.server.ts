import { type Connection } from '#db/client.server.ts'

export type Job = { stop: () => Promise<void> }

const STOP_WITHIN_MS = 5_000

/**
 * Does some work again and again until it is stopped; one run begins after the other has
 * ended. `connection` is the job's own and is closed with it.
 */
export function startRepeatingJob({
  connection,
  work,
  failure,
  report,
  everyMs,
}: {
  connection: Connection
  work: (goOn: () => boolean) => Promise<void>
  failure: string // what could not be done, for the log
  report: (line: string) => void
  everyMs: number
}): Job {
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let running = run()

  async function run(): Promise<void> {
    try {
      await work(() => !stopping)
    } catch (error) {
      // The message may hold a query with its values, an address or a nonce among them.
      if (!stopping) report(`${failure} (${nameOf(error)}); the job tries again.`)
    }
    if (stopping) return
    timer = setTimeout(() => {
      running = run()
    }, everyMs)
  }

  return {
    // What does not end is cut off: its transaction is rolled back and done by the next start.
    stop: async () => {
      stopping = true
      clearTimeout(timer)
      const patience = new Promise((resolve) => setTimeout(resolve, STOP_WITHIN_MS).unref())
      await Promise.race([running, patience])
      await connection.close()
    },
  }
}

function nameOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.name
  return 'unknown'
}
