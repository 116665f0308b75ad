import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { errorForLog } from '#app/http/error-for-log.ts'
import { test } from '#tests/db-test.ts'

test('a failed query is logged by its text and cause, without the values it was given', async ({
  pool,
}) => {
  const secret = 'AGE-SECRET-KEY-1$&$1'
  const failed = await pool
    .execute(sql`insert into no_such_table values (${secret}, ${new Uint8Array([7, 77, 177])})`)
    .catch((error: unknown) => error)
  const logged = errorForLog(failed)
  expect(String(failed)).toContain(secret)
  expect(logged).toContain('insert into no_such_table values ($1, $2)')
  expect(logged).toContain('relation "no_such_table" does not exist')
  expect(logged).toContain('error-for-log.test.ts')
  expect(logged).not.toMatch(/AGE-SECRET|7,77,177/)
})

test('any other error is logged with its stack, and what is no error as text', () => {
  expect(errorForLog(new Error('a bug'))).toMatch(/a bug\n.*error-for-log\.test/)
  expect(errorForLog('thrown')).toBe('thrown')
})
