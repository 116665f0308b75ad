import postgres from 'postgres'
import { importClaims } from '#app/commands/import-claims.server.ts'
import { DURING_YEAR, TEST_PSEUDONYM_KEY, buildCells, toCsv } from '#tests/factories/claims-file.ts'
import { actAs } from '#tests/factories/purchase.ts'
import { untilKilled } from '#tests/kill.ts'

const ROWS = 2000
const CHUNKS = 4

// Run by import-claims-kill.test.ts as a process of its own, to be killed in the middle of an import.
await untilKilled(async ({ db, step, args: [purchaseId = '', attemptId = '', first = '0'] }) => {
  const rows = Array.from({ length: ROWS }, (_row, index) => buildCells(Number(first) + index))
  const file = Buffer.from(toCsv(rows))
  async function* inSteps() {
    for (let chunk = 0; chunk < CHUNKS; chunk += 1) {
      step() // in the middle of the COPY
      yield file.subarray((file.length * chunk) / CHUNKS, (file.length * (chunk + 1)) / CHUNKS)
    }
  }
  const claimsSql = postgres(process.argv[2] ?? '', {
    max: 2,
    onnotice: () => {},
    connection: { application_name: `gongji killed ${process.pid}` },
    debug: (_connection, query) => {
      if (!/^\s*(select|set local)/i.test(query)) step()
    },
  })
  const decision = await importClaims(
    {
      ...actAs(db, purchaseId, 'finance1', DURING_YEAR),
      claimsSql,
      pseudonymKey: TEST_PSEUDONYM_KEY,
    },
    {
      attemptId,
      contractYearId: `contract-${purchaseId}-1`,
      source: 'api',
      format: 'csv',
      reference: '2026-08',
      stated: { rows: ROWS },
      file: inSteps(),
    },
  )
  if (!decision.ok && decision.refusal !== 'already-taken') throw new Error(decision.refusal)
  step() // after the commit
  await claimsSql.end()
}, 'writes')
