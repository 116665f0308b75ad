import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { sendDueMails } from '#app/mail/send-mails.server.ts'
import { smtpTransport } from '#app/mail/smtp-transport.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { notify } from '#db/queries/notifications.server.ts'
import { notifications, outgoingMails } from '#db/schema/notifications.ts'
import { insertPerson } from '#tests/factories/people.ts'
import { killAtEveryStep } from '#tests/kill.ts'
import { startMailServer } from './mail-server.ts'
import { openOwnDatabase } from './own-database.ts'

const MAILS = 2

test('a job killed at any statement or SMTP line loses no mail, and sends again at most the one in flight, as the same message', async () => {
  const { db, url: databaseUrl } = await openOwnDatabase()
  const { url, received } = await startMailServer()
  const people: string[] = []
  for (let number = 1; number <= MAILS; number += 1)
    people.push(await insertPerson(db, { email: `person${number}@example.cn` }))
  let sentTwice = 0

  const steps = await killAtEveryStep({
    script: 'tests/mail/send-mails.kill.ts',
    databaseUrl,
    prepare: async () => {
      received.length = 0
      await notify(db, {
        at: await databaseClock(db),
        eventKey: randomUUID(),
        recipients: { kind: 'people', userIds: people },
        message: { title: '标题', body: '正文', link: '/start' },
      })
      return [url]
    },
    check: async ({ step, died }) => {
      const transport = smtpTransport({ url, from: 'portal@example.cn' })
      const origin = 'https://portal.example.cn'
      await sendDueMails({ db, clock: databaseClock, transport, origin })

      const messages = new Map(received.map(({ messageId, to }) => [messageId, to]))
      const where = `killed at step ${step}`
      expect([...messages.values()].toSorted(), where).toEqual([
        'person1@example.cn',
        'person2@example.cn',
      ])
      const extra = received.length - MAILS
      expect(extra, where).toBeLessThanOrEqual(died ? 1 : 0)
      sentTwice += extra
    },
  })
  expect(steps).toBeGreaterThan(20)
  expect(sentTwice, 'the window that no protocol closes was met').toBeGreaterThan(0)
}, 240_000)

test('an act killed before its commit tells nobody, inbox or mail', async () => {
  const { db, url: databaseUrl } = await openOwnDatabase()
  const people = [
    await insertPerson(db, { email: 'one@example.cn' }),
    await insertPerson(db, { email: 'two@example.cn' }),
  ]
  const steps = await killAtEveryStep({
    script: 'tests/mail/notify.kill.ts',
    databaseUrl,
    prepare: async (step) => [`act ${step}`, ...people],
    check: async ({ args: [eventKey = ''], died }) => {
      const told = await db
        .select({ mail: outgoingMails.notificationId })
        .from(notifications)
        .leftJoin(outgoingMails, eq(outgoingMails.notificationId, notifications.id))
        .where(eq(notifications.eventKey, eventKey))
      expect(told.filter(({ mail }) => mail !== null)).toHaveLength(died ? 0 : 2)
      expect(told).toHaveLength(died ? 0 : 2)
    },
  })
  expect(steps).toBeGreaterThanOrEqual(6) // begin, the clock and the message twice, commit
}, 240_000)
