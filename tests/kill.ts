import { spawn } from 'node:child_process'
import path from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { type Db, connect } from '#db/client.server.ts'

/*
 * Kills a real process at each of its steps and looks at what is left.
 *
 * The script (named `*.kill.ts`, so that nothing else runs it) does one act and ends:
 *
 *   await untilKilled(async ({ db, args: [tenderId = ''] }) => {
 *     await publishTender({ db, actor, clock }, { tenderId })
 *   })
 *
 * The test makes a fresh case for each try, committed to the database, and checks it
 * after each death and after the try that lived:
 *
 *   await killAtEveryStep({
 *     script: 'tests/commands/publish-tender.kill.ts',
 *     databaseUrl: inject('databaseUrl'),
 *     prepare: async () => [await draftOfItsOwn(pool)],
 *     check: async ({ args: [tenderId], died }) => { all or nothing; the act done again succeeds once },
 *   })
 *
 * A step is a statement about to be sent (`begin` and `commit` are statements too), or
 * what the script itself counts with `step()`. The n-th try dies at the n-th step by
 * SIGKILL: no handler runs, no buffer is flushed, the server finds a closed socket.
 */

type Killable = {
  db: Db // one connection; each statement is a step
  step: () => void // a step that is no statement
  args: string[]
}

/** Runs in the process to be killed; `writes` leaves out the statements that only read. */
export async function untilKilled(
  act: (killable: Killable) => Promise<void>,
  at: 'every-statement' | 'writes' = 'every-statement',
): Promise<void> {
  const [databaseUrl = '', dieAt, ...args] = process.argv.slice(2)
  let steps = 0
  const step = () => {
    steps += 1
    if (steps === Number(dieAt)) process.kill(process.pid, 'SIGKILL')
  }
  const sql = postgres(databaseUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: sessionName(process.pid) },
    // Called with each statement before it is written to the socket.
    debug: (_connection, query) => {
      if (at === 'every-statement' || !/^\s*select/i.test(query)) step()
    },
  })
  await act({ db: drizzle(sql), step, args })
  await sql.end()
}

type Case = {
  args: string[] // what `prepare` gave
  died: boolean
  step: number
}

/** Runs in the test; gives the number of steps at which the script was killed. */
export async function killAtEveryStep({
  script,
  databaseUrl,
  prepare,
  check,
}: {
  script: string // from the root of the project
  databaseUrl: string
  prepare: (step: number) => Promise<string[]>
  check: (result: Case) => Promise<void>
}): Promise<number> {
  const program = await bundled(script)
  const { sql, close } = connect(databaseUrl, { connections: 1 })
  try {
    for (let step = 1; ; step += 1) {
      const args = await prepare(step)
      const { pid, died } = await runToItsEnd(program, [databaseUrl, String(step), ...args])
      await untilServerNoticed(sql, pid)
      await check({ args, died, step })
      if (!died) return step - 1
    }
  } finally {
    await close()
  }
}

const ROOT = path.resolve(import.meta.dirname, '..')

const bundles = new Map<string, Promise<string>>()

/** The script and all it imports as one small file: it starts in a tenth of the time, and is started often. */
function bundled(script: string): Promise<string> {
  const known = bundles.get(script) ?? bundle(script)
  bundles.set(script, known)
  return known
}

async function bundle(script: string): Promise<string> {
  const { build } = await import('esbuild') // not with what is bundled: this file is, too
  const outfile = path.join(ROOT, 'node_modules/.kill', `${path.basename(script, '.ts')}.mjs`)
  await build({
    entryPoints: [path.join(ROOT, script)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['@node-rs/argon2', 'esbuild'],
    minify: true,
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  })
  return outfile
}

async function runToItsEnd(
  script: string,
  args: string[],
): Promise<{ pid: number; died: boolean }> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString()
  })
  const died = await new Promise<boolean>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve(true)
      else if (code === 0) resolve(false)
      else reject(new Error(`${script} ended with ${code ?? signal}: ${complaint}`))
    })
  })
  return { pid: child.pid ?? 0, died }
}

/** The server rolls back and lets go of the locks once it sees the socket closed. */
async function untilServerNoticed(sql: postgres.Sql, pid: number): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const left =
      await sql`select 1 from pg_stat_activity where application_name = ${sessionName(pid)}`
    if (left.length === 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`The database still holds the session of the killed process ${pid}.`)
}

function sessionName(pid: number): string {
  return `gongji killed ${pid}`
}
