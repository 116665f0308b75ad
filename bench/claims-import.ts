import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type postgres from 'postgres'
import { pseudonymKeyFrom } from '#app/claims-import/pseudonym-key.ts'
import { importClaims } from '#app/commands/import-claims.server.ts'
import { connect } from '#db/client.server.ts'
import { startEmbeddedDatabase } from '#db/embedded.server.ts'
import { migrateDatabase } from '#db/migrate.server.ts'
import { noteSigningKey } from '#db/queries/sealed-log.server.ts'
import { type Purchase, done, signContract, startPurchase } from '#tests/factories/purchase.ts'
import { TEST_SIGNER } from '#tests/test-signer.ts'
import { claimsFile, writeClaimsFile } from './claims-file.ts'

const YEARS = [
  { number: 1, startsOn: '2026-07-01', endsOn: '2027-06-30' },
  { number: 2, startsOn: '2027-07-01', endsOn: '2028-06-30' },
] as const
const RECEIVED = new Date('2028-06-30T10:00:00+08:00')

type Report = (what: string, figure: string) => void

/**
 * Imports of claims against PostgreSQL's own COPY of the same file into a table of the same
 * columns, without a key and with one. Memory must not grow with the file.
 */
export async function benchClaimsImport(report: Report, sizes: readonly number[]): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongji-bench-claims-'))
  const database = await startEmbeddedDatabase({
    dataDir: path.join(folder, 'postgres'),
    throwAway: true,
  })
  try {
    await migrateDatabase(database.url)
    const portal = connect(database.url)
    await noteSigningKey(portal.db, {
      id: TEST_SIGNER.keyId,
      publicKey: TEST_SIGNER.publicKey,
      firstUsedAt: RECEIVED,
    })
    const imports = connect(database.url, { connections: 2 })
    for (const rows of sizes) {
      const purchase = await startPurchase(portal.db)
      await signContract(purchase)
      const [first, second] = YEARS
      const file = path.join(folder, 'claims.csv')
      writeClaimsFile(file, claimsFile({ rows, ...first }))
      const raw = await timeOf(() => copyRaw(imports.sql, file, ''))
      const keyed = await timeOf(() => copyRaw(imports.sql, file, 'primary key'))
      const memory = watchMemory(imports.sql)
      const time = await timeOf(() => importFile(purchase, imports.sql, first.number, file))
      const peaks = await memory.stop()
      const figure = `${seconds(time)} = ${percent(raw / time)} of a raw COPY (${seconds(raw)}; target 50 %), ${percent(keyed / time)} of one with a key (${seconds(keyed)})`
      report(`import of ${rows} claims, ${megabytes(file)}`, figure)
      report(`peak memory of it`, peaks)
      // A year that has claims takes a further file by INSERT, so it is shown apart.
      fs.rmSync(file)
      if (rows > 1_000_000) continue
      const small = path.join(folder, 'small.csv')
      writeClaimsFile(small, claimsFile({ rows: 1000, ...second }))
      await importFile(purchase, imports.sql, second.number, small)
      writeClaimsFile(file, claimsFile({ rows, ...second, firstRow: 1000 }))
      const further = await timeOf(() => importFile(purchase, imports.sql, second.number, file))
      report(
        `import of ${rows} further claims of a year`,
        `${seconds(further)} = ${percent(raw / further)} of a raw COPY, ${percent(keyed / further)} of one with a key`,
      )
    }
    await imports.close()
    await portal.close()
  } finally {
    await database.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

async function importFile(
  purchase: Purchase,
  claimsSql: postgres.Sql,
  year: number,
  file: string,
): Promise<void> {
  done(
    await importClaims(
      {
        ...purchase.as('finance1', RECEIVED),
        claimsSql,
        pseudonymKey: pseudonymKeyFrom(new Uint8Array(32).fill(9)),
      },
      {
        attemptId: randomUUID(),
        contractYearId: `${purchase.contractId}-${year}`,
        source: 'api',
        format: 'csv',
        reference: '2026-07',
        stated: {},
        file: fs.createReadStream(file),
      },
    ),
  )
}

/** The ceiling: the same bytes through this process into columns of the right types, unchecked. */
async function copyRaw(sql: postgres.Sql, file: string, key: '' | 'primary key'): Promise<void> {
  const amounts = ['eligible_expense', 'total_cost', 'self_funded', 'basic_paid', 'basic_paid_baseline', 'newly_covered', 'paid'] // prettier-ignore
  await sql.begin(async (tx) => {
    await tx.unsafe(
      `create table raw_claims (claim_id text ${key}, person_id text, visit_date date, category text, place text, ${amounts.map((name) => `${name} numeric(14, 2)`).join(', ')})`,
    )
    const copy = await tx.unsafe(`copy raw_claims from stdin (format csv, header)`).writable()
    await pipeline(fs.createReadStream(file), copy)
  })
  await sql`drop table raw_claims`
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** Resident memory of this process, and what the server's process for the import holds of its own. */
function watchMemory(sql: postgres.Sql): { stop: () => Promise<string> } {
  const before = process.memoryUsage.rss()
  let node = before
  let server = 0
  let pid: number | undefined
  const sampling = setInterval(() => {
    node = Math.max(node, process.memoryUsage.rss())
    if (pid) server = Math.max(server, ownMemory(pid))
  }, 50)
  const finding = setTimeout(() => {
    void sql<{ pid: number }[]>`
      select pid from pg_stat_activity where query like 'copy claims_stage%' and state = 'active'`.then(
      ([row]) => {
        pid = row?.pid
      },
      () => {},
    )
  }, 300)
  return {
    async stop() {
      clearInterval(sampling)
      clearTimeout(finding)
      return `Node ${inMebibytes(node)} (${inMebibytes(node - before)} more than before), PostgreSQL’s process ${inMebibytes(server)} of its own`
    },
  }
}

function ownMemory(pid: number): number {
  try {
    const line = /RssAnon:\s+(\d+) kB/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(line?.[1] ?? 0) * 1024
  } catch {
    return 0 // no /proc here, or the process has ended
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`
}

function megabytes(file: string): string {
  return `${(fs.statSync(file).size / 1e6).toFixed(0)} MB`
}

function inMebibytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MiB`
}
