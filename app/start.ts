import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { type ServerBuild } from '@remix-run/node'
import type { Environment } from '#app/env.server.ts' // erased: reading the environment may fail, and start() says how
import { type ServedScript, listServedScripts, releaseOf } from '#app/http/served-scripts.server.ts'
import { type BuildSource, startWebServer } from '#app/http/server.ts'
import { startCommitmentJob } from '#app/jobs/commitment-job.server.ts'
import { type Job } from '#app/jobs/repeating-job.server.ts'
import { startMailJob } from '#app/mail/mail-job.server.ts'
import { smtpTransport } from '#app/mail/smtp-transport.server.ts'
import { type Signer } from '#app/sealing/receipt.ts'
import { type Db, connect } from '#db/client.server.ts'
import { StartProblem, startEmbeddedDatabase } from '#db/embedded.server.ts'
import { migrateDatabase } from '#db/migrate.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { noteSigningKey } from '#db/queries/sealed-log.server.ts'
import { insertScriptRelease } from '#db/queries/script-releases.server.ts'
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#seeds/accounts.ts'
import { seedIfEmpty } from '#seeds/run.ts'
import { seedClaims } from '#seeds/story/claims.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const BUILD = path.join(ROOT, 'build/server/index.js')
const CLIENT = path.join(ROOT, 'build/client')
const BUILT_FROM = ['app', 'db', 'public', 'vite.config.ts', 'package-lock.json']

const development = process.argv.includes('--dev')

start().catch((error: unknown) => {
  if (!(error instanceof StartProblem)) throw error
  console.error(`gongji: ${error.message}`)
  process.exit(1)
})

async function start(): Promise<void> {
  const { env } = await import('#app/env.server.ts')
  await refuseTakenPort(env)
  if (!development) buildIfNeeded()

  const embedded = env.databaseUrl
    ? undefined
    : await startEmbeddedDatabase({ dataDir: path.resolve(ROOT, env.dataDir, 'postgres') })
  const databaseUrl = env.databaseUrl ?? embedded?.url ?? ''
  process.env.DATABASE_URL = databaseUrl // the build below reads the environment for itself

  let stopServer = async () => {}
  const jobs: Job[] = []
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await stopServer()
    await Promise.all(jobs.map((job) => job.stop()))
    await embedded?.stop()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)

  try {
    await migrateDatabase(databaseUrl)
    const seeds = connect(databaseUrl, { connections: 2 })
    const { signer } = await import('#app/signer.server.ts')
    await seedIfEmpty(seeds.db, await signer, (line) => console.log(line))
    await noteKey(seeds.db, await signer)
    await tellClaims(seeds.db, databaseUrl)
    const source = development ? await loadDevelopmentSource() : await loadBuild()
    if (source.mode === 'production') await noteScripts(seeds.db, source.scripts)
    await seeds.close()

    const server = await startWebServer({ ...env, source })
    stopServer = server.stop
    jobs.push(...startJobs(env, databaseUrl, server.address))
    announce(server.address)
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/** Imports have connections of their own, so they come after the rest of the story is committed. */
async function tellClaims(db: Db, databaseUrl: string): Promise<void> {
  const { sql, close } = connect(databaseUrl, { connections: 2 })
  const { pseudonymKey } = await import('#app/pseudonym-key.server.ts')
  await seedClaims({ db, claimsSql: sql, pseudonymKey })
  await close()
}

/** Before anybody can bid: noted with the first receipt, it would tell when the first bid came. */
async function noteKey(db: Db, { keyId, publicKey }: Signer): Promise<void> {
  await noteSigningKey(db, { id: keyId, publicKey, firstUsedAt: await databaseClock(db) })
}

/** From when these scripts were served is public, so that nobody can exchange them unseen. */
async function noteScripts(db: Db, scripts: readonly ServedScript[]): Promise<void> {
  const servedFrom = await databaseClock(db)
  await insertScriptRelease(db, { sha256: releaseOf(scripts), scripts, servedFrom })
}

function startJobs(
  { smtp, publicOrigin }: Environment,
  databaseUrl: string,
  address: string,
): Job[] {
  const report = (line: string) => console.error(`gongji: ${line}`)
  const jobs = [
    startCommitmentJob({ connection: connect(databaseUrl, { connections: 1 }), report }),
  ]
  if (!smtp) return jobs
  const mails = startMailJob({
    connection: connect(databaseUrl, { connections: 1 }),
    transport: smtpTransport(smtp),
    origin: publicOrigin ?? address,
    report,
  })
  return [...jobs, mails]
}

function announce(address: string): void {
  console.log(`\n共济 Gongji is at ${address}\n\nDemo accounts (password ${DEMO_PASSWORD}):`)
  for (const { loginName, what } of DEMO_ACCOUNTS) console.log(`  ${loginName.padEnd(18)} ${what}`)
  console.log('\nCtrl-C stops it.')
}

/** Asked before anything is built or started, so that the answer is quick and nothing is left behind. */
async function refuseTakenPort({ host, port }: Environment): Promise<void> {
  const probe = net.createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', () =>
      reject(
        new StartProblem(`Port ${port} is taken. Stop what uses it, or set PORT to another one.`),
      ),
    )
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

function buildIfNeeded(): void {
  if (fs.existsSync(BUILD) && newestChange() < fs.statSync(BUILD).mtimeMs) return
  console.log('Building the portal …')
  const remix = path.join(ROOT, 'node_modules/.bin/remix')
  const built = spawnSync(remix, ['vite:build'], { cwd: ROOT, encoding: 'utf8' })
  if (built.status !== 0) {
    console.error(built.stdout, built.stderr)
    throw new StartProblem('The portal could not be built; the lines above say why.')
  }
}

function newestChange(): number {
  const files = BUILT_FROM.flatMap((name) => {
    const place = path.join(ROOT, name)
    if (!fs.statSync(place).isDirectory()) return [place]
    return fs
      .readdirSync(place, { recursive: true, encoding: 'utf8' })
      .map((file) => path.join(place, file))
  })
  return Math.max(...files.map((file) => fs.statSync(file).mtimeMs))
}

async function loadBuild(): Promise<BuildSource> {
  const build = (await import(BUILD)) as ServerBuild // what remix vite:build writes
  return { mode: 'production', build, client: CLIENT, scripts: listServedScripts(CLIENT) }
}

async function loadDevelopmentSource(): Promise<BuildSource> {
  const { createServer } = await import('vite')
  const vite = await createServer({ root: ROOT, server: { middlewareMode: true } })
  return {
    mode: 'development',
    middleware: vite.middlewares,
    loadBuild: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>, // Remix's documented module
  }
}
