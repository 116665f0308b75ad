import { randomUUID } from 'node:crypto'
import { type Role } from '#app/domain/actor.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Db } from '#db/client.server.ts'
import { insertOrganisation } from '#db/queries/organisations.server.ts'
import { insertUser } from '#db/queries/users.server.ts'

/** A person in an organisation of their own; gives the account's id. */
export async function insertPerson(
  db: Db,
  {
    role = 'bid-submitter',
    email = null,
    validUntil = null,
  }: { role?: Role; email?: string | null; validUntil?: PlainDate | null } = {},
): Promise<string> {
  const id = randomUUID()
  const createdAt = new Date('2026-01-01T00:00:00Z')
  const kind = role === 'bid-submitter' ? 'insurer' : 'procuring-entity'
  await insertOrganisation(db, { id, name: id, kind, region: '', createdAt })
  await insertUser(db, {
    id,
    organisationId: id,
    role,
    name: '某人',
    loginName: id,
    passwordHash: '',
    email,
    validUntil,
    createdAt,
  })
  return id
}
