import { expect, inject } from 'vitest'
import { addDays, dateInChina } from '#app/domain/calendar.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { test } from '#tests/db-test.ts'
import { insertPerson } from '#tests/factories/people.ts'

// The session module opens the portal's own pool by the environment, so it is loaded after that is set.
process.env.DATABASE_URL = inject('databaseUrl')
const { findViewer, startSession } = await import('#app/auth/session.server.ts')

test('an open session ends with the account’s last day in China', async ({ pool }) => {
  const today = dateInChina(await databaseClock(pool))
  const viewerOf = async (userId: string) => {
    const cookie = await startSession(new Request('http://localhost/'), userId)
    return findViewer(new Request('http://localhost/', { headers: { Cookie: cookie } }))
  }
  const onLastDay = await insertPerson(pool, { validUntil: today })
  const dayAfter = await insertPerson(pool, { validUntil: addDays(today, -1) })
  expect(await viewerOf(onLastDay)).toMatchObject({ userId: onLastDay })
  expect(await viewerOf(dayAfter)).toBeUndefined()
})
