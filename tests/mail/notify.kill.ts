import { databaseClock } from '#db/queries/clock.server.ts'
import { notify } from '#db/queries/notifications.server.ts'
import { untilKilled } from '#tests/kill.ts'

// Run by kill.test.ts as a process of its own, to be killed in the middle of an act.
await untilKilled(async ({ db, args: [eventKey = '', ...userIds] }) => {
  await db.transaction(async (tx) => {
    const message = { title: '标题', body: '正文', link: '/start' }
    for (const userId of userIds) {
      const recipients = { kind: 'people', userIds: [userId] } as const
      await notify(tx, { at: await databaseClock(tx), eventKey, recipients, message })
    }
  })
})
