import { randomUUID } from 'node:crypto'
import { and, eq, isNotNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { startMailJob } from '#app/mail/mail-job.server.ts'
import { sendDueMails } from '#app/mail/send-mails.server.ts'
import { smtpTransport } from '#app/mail/smtp-transport.server.ts'
import { type Db, connect } from '#db/client.server.ts'
import { fixedClock } from '#db/queries/clock.server.ts'
import { notify } from '#db/queries/notifications.server.ts'
import { outgoingMails } from '#db/schema/notifications.ts'
import { insertPerson } from '#tests/factories/people.ts'
import { startMailServer } from './mail-server.ts'
import { openOwnDatabase } from './own-database.ts'

const AT = new Date('2026-03-20T10:00:00+08:00')
const ORIGIN = 'https://portal.example.cn'

async function write(db: Db, emails: readonly string[]): Promise<void> {
  const userIds: string[] = []
  for (const email of emails) userIds.push(await insertPerson(db, { email }))
  await notify(db, {
    at: AT,
    eventKey: randomUUID(),
    recipients: { kind: 'people', userIds },
    message: { title: '更正公告', body: '截止时间已顺延。', link: '/notices/1' },
  })
}

function run(db: Db, url: string, at = AT): Promise<{ sent: number }> {
  const transport = smtpTransport({ url, from: 'portal@example.cn' })
  return sendDueMails({ db, clock: fixedClock(at), transport, origin: ORIGIN })
}

function after(minutes: number): Date {
  return new Date(AT.getTime() + minutes * 60_000)
}

test('a mail goes out once, with its Message-ID, its text and the link', async () => {
  const { db } = await openOwnDatabase()
  const { url, received } = await startMailServer()
  await write(db, ['bidder@example.cn'])
  expect(await run(db, url)).toEqual({ sent: 1 })
  expect(await run(db, url, after(1_000))).toEqual({ sent: 0 })

  const [row] = await db.select().from(outgoingMails)
  expect(row).toMatchObject({ sentAt: AT, attempts: 1, gaveUpAt: null, lastError: null })
  expect(received).toMatchObject([{ to: 'bidder@example.cn', messageId: row?.messageId }])
  const content = received[0]?.content ?? ''
  expect(content).toContain('Auto-Submitted: auto-generated')
  const body = Buffer.from(content.split('\r\n\r\n')[1] ?? '', 'base64').toString()
  expect(body).toContain('截止时间已顺延。')
  expect(body).toContain('https://portal.example.cn/notices/1')
})

test('a refused mail waits longer each time, is given up after ten, and holds up no other', async () => {
  const { db } = await openOwnDatabase()
  const { url, received } = await startMailServer({
    answerTo: (to) => (to.startsWith('nobody') ? 'refuse' : 'accept'),
  })
  await write(db, ['nobody@example.cn', 'bidder@example.cn'])
  expect(await run(db, url)).toEqual({ sent: 1 })
  expect(received.map(({ to }) => to)).toEqual(['bidder@example.cn'])

  const ofNobody = eq(outgoingMails.recipient, 'nobody@example.cn')
  const waits: number[] = []
  let now = AT
  for (;;) {
    const [row] = await db.select().from(outgoingMails).where(ofNobody)
    expect(row?.lastError).toBe('EENVELOPE 550')
    if (!row || row.gaveUpAt) break
    waits.push((row.nextAttemptAt.getTime() - now.getTime()) / 60_000)
    expect(await run(db, url, new Date(row.nextAttemptAt.getTime() - 1))).toEqual({ sent: 0 })
    now = row.nextAttemptAt
    await run(db, url, now)
  }
  expect(waits).toEqual([1, 3, 9, 27, 81, 243, 360, 360, 360])
  const [given] = await db.select().from(outgoingMails).where(ofNobody)
  expect(given).toMatchObject({ attempts: 10, gaveUpAt: now, sentAt: null })
})

test('an outage counts against no mail, however long', async () => {
  const { db } = await openOwnDatabase()
  const { url, stop } = await startMailServer()
  await write(db, ['one@example.cn', 'two@example.cn'])
  await stop()
  for (let minutes = 0; minutes < 30; minutes += 2)
    expect(await run(db, url, after(minutes))).toEqual({ sent: 0 })
  const rows = await db.select().from(outgoingMails)
  expect(rows).toMatchObject([
    { attempts: 0, gaveUpAt: null, lastError: 'ESOCKET' },
    { attempts: 0, gaveUpAt: null, lastError: 'ESOCKET' },
  ])
  const back = await startMailServer()
  expect(await run(db, back.url, after(60))).toEqual({ sent: 2 })
})

test('two jobs at once never send the same mail', async () => {
  const { db } = await openOwnDatabase()
  const { url, received } = await startMailServer()
  const emails = Array.from({ length: 12 }, (_, index) => `person${index}@example.cn`)
  await write(db, emails)
  const runs = await Promise.all([run(db, url), run(db, url), run(db, url)])
  expect(runs.reduce((sum, { sent }) => sum + sent, 0)).toBe(12)
  expect(received.map(({ to }) => to).toSorted()).toEqual(emails.toSorted())
})

test('the job sends what is written while it runs, outlives a failure, and stops', async () => {
  const { db, url: databaseUrl } = await openOwnDatabase()
  const { url, received } = await startMailServer()
  const reports: string[] = []
  let failures = 1
  const smtp = smtpTransport({ url, from: 'portal@example.cn' })
  await write(db, ['early@example.cn'])
  const job = startMailJob({
    connection: connect(databaseUrl, { connections: 1 }),
    transport: async (mail) => {
      if (failures-- > 0) throw new Error(`broken while writing to ${mail.to}`)
      return smtp(mail)
    },
    origin: ORIGIN,
    report: (line) => reports.push(line),
    everyMs: 20,
  })
  await expect.poll(() => received.length).toBe(1)
  await write(db, ['later@example.cn'])
  await expect.poll(() => received.length).toBe(2)
  await job.stop()
  await write(db, ['too-late@example.cn'])
  await new Promise((resolve) => setTimeout(resolve, 100))

  expect(received.map(({ to }) => to)).toEqual(['early@example.cn', 'later@example.cn'])
  expect(reports).toEqual(['Mails could not be sent (Error); the job tries again.'])
  const sent = await db
    .select({ recipient: outgoingMails.recipient })
    .from(outgoingMails)
    .where(and(isNotNull(outgoingMails.sentAt), eq(outgoingMails.recipient, 'too-late@example.cn')))
  expect(sent).toEqual([])
})
