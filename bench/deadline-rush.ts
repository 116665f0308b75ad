import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openBids } from '#app/commands/open-bids.server.ts'
import { releaseShares } from '#app/commands/release-shares.server.ts'
import { checkReceipt } from '#app/sealing/receipt.ts'
import { type Connection, connect } from '#db/client.server.ts'
import { startEmbeddedDatabase } from '#db/embedded.server.ts'
import { migrateDatabase } from '#db/migrate.server.ts'
import {
  DEADLINE,
  type Purchase,
  done,
  publish,
  sharesOf,
  startPurchase,
  startTheOpening,
} from '#tests/factories/purchase.ts'
import { type Insurer, prepareInsurer } from './rush-insurer.ts'

/*
 * The last minute of a tender on a real server: 200 insurers send their envelopes up and
 * submit, the last of them around the deadline. None may be lost, none late be taken, and
 * every one that was taken must open. Time passes as it does, only on another day. Linux only.
 */

const INSURERS = 200
const STRADDLING = 20 // submit around the deadline
const STRADDLE_MS = 500 // before it and after it
const RUSH_MS = 60_000
const PORT = 3901
const TARGET_MS = 1_000

type Answer = Insurer & {
  submitAt: number // milliseconds from the deadline
  submissionId: string
  status: number
  text: string
  receiptMs: number // of the submission alone
  wholeMs: number // with its upload
}

export async function benchDeadlineRush(
  report: (what: string, figure: string) => void,
): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongji-rush-'))
  const database = await startEmbeddedDatabase({ dataDir: path.join(folder, 'postgres') })
  await migrateDatabase(database.url)
  const connection = connect(database.url, { connections: 4 })
  let portal: ChildProcess | undefined
  const printed: string[] = []
  try {
    const purchase = await startPurchase(connection.db)
    await publish(purchase)
    const insurers: Insurer[] = []
    for (let index = 0; index < INSURERS; index += 1)
      insurers.push(await prepareInsurer(purchase, index))
    await setDeadlineIn(connection, 3_600_000) // or the portal would find the deadline long over
    portal = await startPortal(database.url, folder, printed)
    const ceiling = await timeEmptyPages()
    const deadlineAt = await setDeadlineIn(connection, RUSH_MS + 1_000)
    const before = cpuTimeOf(portal)
    const answers = await Promise.all(
      insurers.map((insurer, index) =>
        rush(purchase.lotId, { ...insurer, submitAt: momentOf(index) }, deadlineAt),
      ),
    )
    const serverMs = (cpuTimeOf(portal) - before) / INSURERS
    const broken = answers.find(({ status }) => status >= 500)
    if (broken)
      throw new Error(`the server failed: ${broken.text} ${printed.join('').slice(-2_000)}`)
    const accepted = await checkAnswers(connection, answers)
    await openAll(purchase, accepted.length)
    if (printed.some((line) => /AGE-SECRET|Failed query/.test(line)))
      throw new Error(`the server printed what it must not: ${printed.join('')}`)
    reportRush(report, answers, accepted, ceiling)
    report('processor time of the server for a bid', `${serverMs.toFixed(0)} ms`)
  } finally {
    portal?.kill('SIGTERM')
    await connection.close()
    await database.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** The last ones from half a second before the deadline to half a second after; the others evenly over the minute. */
function momentOf(index: number): number {
  const early = INSURERS - STRADDLING
  if (index < early) return -RUSH_MS + ((RUSH_MS - 1_000) * index) / early
  return -STRADDLE_MS + (2 * STRADDLE_MS * (index - early)) / (STRADDLING - 1)
}

/** Submits as soon as its envelope is up; the last ones wait for their moment. */
function isAtOnce(submitAt: number): boolean {
  return submitAt < -STRADDLE_MS
}

async function startPortal(
  databaseUrl: string,
  folder: string,
  printed: string[],
): Promise<ChildProcess> {
  const portal = spawn(process.execPath, ['--import', 'tsx', 'app/start.ts'], {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: folder, PORT: String(PORT) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [portal.stdout, portal.stderr])
    stream.on('data', (chunk: Buffer) => printed.push(chunk.toString()))
  for (let tries = 0; tries < 600; tries += 1) {
    const answered = await fetch(`${base}/account/sign-in`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (answered) return portal
    await pause(200)
  }
  throw new Error(`the portal did not start: ${printed.join('')}`)
}

const base = `http://localhost:${PORT}`

/** An almost empty page, asked for as often as bids will come in: what any answer of this server takes. */
async function timeEmptyPages(): Promise<{ p50: number; p99: number }> {
  for (let warm = 0; warm < 50; warm += 1) await (await fetch(`${base}/account/sign-in`)).text()
  const times = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      await pause(index * 50)
      const started = performance.now()
      await (await fetch(`${base}/account/sign-in`)).text()
      return performance.now() - started
    }),
  )
  return percentiles(times)
}

/** Moves the portal's clock so that the deadline comes after so many milliseconds of its own time. */
async function setDeadlineIn({ sql }: Connection, milliseconds: number): Promise<number> {
  const deadlineAt = Date.now() + milliseconds
  const offset = DEADLINE.getTime() - deadlineAt
  await sql.unsafe(`create or replace function portal_now() returns timestamptz language sql volatile
    as $$ select date_trunc('milliseconds', clock_timestamp() + interval '${offset} milliseconds') $$`)
  return deadlineAt
}

/** Sends the envelope up and submits it; those around the deadline have sent it up before. */
async function rush(
  lotId: string,
  insurer: Insurer & { submitAt: number },
  deadlineAt: number,
): Promise<Answer> {
  const { submitAt, header, chunks } = insurer
  const uploadAt = isAtOnce(submitAt) ? submitAt : submitAt - 3_000
  await pause(deadlineAt + uploadAt - Date.now())
  const bid = `${base}/lots/${lotId}/bid`
  const submissionId = randomUUID()
  const started = performance.now()
  let asked = started
  const answer = ({ status, text }: { status: number; text: string }): Answer => {
    const [receiptMs, wholeMs] = [performance.now() - asked, performance.now() - started]
    return { ...insurer, submissionId, status, text, receiptMs, wholeMs }
  }
  const begun = await send(insurer, 'POST', `${bid}/uploads`, header)
  if (begun.status !== 200) return answer(begun)
  const { uploadId } = JSON.parse(begun.text) as { uploadId: string } // the route's answer
  for (const { file, position, bytes } of chunks) {
    const place = `${bid}/uploads/${uploadId}/chunks/${file}/${position}`
    const stored = await send(insurer, 'PUT', place, bytes)
    if (stored.status !== 200) return answer(stored)
  }
  if (uploadAt !== submitAt) await pause(deadlineAt + submitAt - Date.now())
  asked = performance.now()
  const body = JSON.stringify({ submissionId, uploadId, revision: 1 })
  return answer(await send(insurer, 'POST', `${bid}/submit`, body))
}

async function send(
  { cookie }: Insurer,
  method: string,
  url: string,
  body: string | Uint8Array,
): Promise<{ status: number; text: string }> {
  const response = await fetch(url, {
    method,
    headers: { Cookie: cookie, Origin: base, 'Content-Type': 'application/octet-stream' },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })
  return { status: response.status, text: await response.text() }
}

/** @throws when a bid was lost, taken late, or taken without a receipt that proves it */
async function checkAnswers({ sql }: Connection, answers: readonly Answer[]): Promise<Answer[]> {
  const rows = await sql<{ id: string; envelope: string; late: boolean }[]>`
    select s.id, s.envelope_sha256 as envelope, s.submitted_at >= t.bid_deadline as late
    from bid_submissions s join tenders t on t.id = s.tender_id`
  const accepted = answers.filter(({ status }) => status === 200)
  const others = answers.filter(({ status }) => status !== 200)
  const odd = others.find(({ status, text }) => status !== 409 || !text.includes('截止'))
  if (odd)
    throw new Error(`an answer that is neither a receipt nor "late": ${odd.status} ${odd.text}`)
  if (rows.some(({ late }) => late)) throw new Error('a late bid was taken')
  if (rows.length !== accepted.length)
    throw new Error(`${accepted.length} receipts for ${rows.length} bids`)
  for (const { submissionId, envelopeSha256, text } of accepted) {
    const checked = checkReceipt(JSON.stringify(JSON.parse(text).receipt))
    const proven = checked.ok && checked.value.statement.envelopeSha256 === envelopeSha256
    const kept = rows.some(({ id, envelope }) => id === submissionId && envelope === envelopeSha256)
    if (!proven || !kept) throw new Error(`a bid was lost: ${submissionId} ${text}`)
  }
  return accepted
}

/** @throws when two of the three officers do not open every bid that was taken */
async function openAll(purchase: Purchase, bids: number): Promise<void> {
  const at = new Date(DEADLINE.getTime() + 30 * 60_000)
  const { tenderId, as } = purchase
  await startTheOpening(purchase, at)
  for (const officer of ['opening', 'opening3']) {
    const offered = await sharesOf(purchase, officer)
    done(await releaseShares(as(officer, at), { tenderId, offered }))
  }
  const opened = done(await openBids(as('opening', at), { tenderId }))
  if (opened.bids !== bids) throw new Error(`${opened.bids} of ${bids} bids opened`)
}

function reportRush(
  report: (what: string, figure: string) => void,
  answers: readonly Answer[],
  accepted: readonly Answer[],
  ceiling: { p50: number; p99: number },
): void {
  const receipts = percentiles(accepted.map(({ receiptMs }) => receiptMs))
  const atOnce = accepted.filter(({ submitAt }) => isAtOnce(submitAt)) // the others waited in between
  const whole = percentiles(atOnce.map(({ wholeMs }) => wholeMs))
  const late = answers.length - accepted.length
  report(
    'bids in the last minute',
    `${answers.length} sent, ${accepted.length} taken and all opened, ${late} refused as late, 0 lost, 0 late taken`,
  )
  report(
    'receipt p50, p99',
    `${receipts.p50.toFixed(0)} ms, ${receipts.p99.toFixed(0)} ms = ${(receipts.p99 / ceiling.p99).toFixed(1)} × an almost empty page (${ceiling.p99.toFixed(0)} ms; target under ${TARGET_MS} ms)`,
  )
  report('upload and receipt p50, p99', `${whole.p50.toFixed(0)} ms, ${whole.p99.toFixed(0)} ms`)
}

/** Milliseconds of processor time so far, which other programs on the machine do not lengthen. */
function cpuTimeOf({ pid }: ChildProcess): number {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function percentiles(times: readonly number[]): { p50: number; p99: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)))
}
