import { DrizzlePostgreSQLAdapter } from '@lucia-auth/adapter-drizzle'
import { Lucia, TimeSpan } from 'lucia'
import { type Role } from '#app/domain/actor.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { env } from '#app/env.server.ts'
import { db } from '#app/database.server.ts'
import { sessions, users } from '#db/schema/identity.ts'

/** Sessions only. Lucia is at its end of life, so nothing outside app/auth imports it. */
export const lucia = new Lucia(new DrizzlePostgreSQLAdapter(db, sessions, users), {
  sessionExpiresIn: new TimeSpan(12, 'h'),
  sessionCookie: {
    name: 'gongji_session',
    attributes: { secure: env.secureCookies, sameSite: 'lax' },
  },
  getUserAttributes: ({ organisationId, role, name, disabled, validUntil }) => ({
    organisationId,
    role,
    name,
    disabled,
    validUntil,
  }),
})

declare module 'lucia' {
  interface Register {
    Lucia: typeof lucia
    DatabaseUserAttributes: {
      organisationId: string
      role: Role
      name: string
      disabled: boolean
      validUntil: PlainDate | null
    }
  }
}
