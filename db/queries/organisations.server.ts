import { asc, eq, inArray } from 'drizzle-orm'
import { type OrganisationKind } from '#app/domain/actor.ts'
import { type Db } from '#db/client.server.ts'
import { organisations } from '#db/schema/identity.ts'

export type Organisation = { id: string; name: string; kind: OrganisationKind; region: string }

const columns = {
  id: organisations.id,
  name: organisations.name,
  kind: organisations.kind,
  region: organisations.region,
}

export async function findOrganisation(db: Db, id: string): Promise<Organisation | undefined> {
  const [organisation] = await db
    .select(columns)
    .from(organisations)
    .where(eq(organisations.id, id))
  return organisation
}

export async function listOrganisations(
  db: Db,
  kinds: readonly OrganisationKind[] = [],
): Promise<Organisation[]> {
  return db
    .select(columns)
    .from(organisations)
    .where(kinds.length > 0 ? inArray(organisations.kind, [...kinds]) : undefined)
    .orderBy(asc(organisations.kind), asc(organisations.name))
}

/** False when the id or the name is taken. */
export async function insertOrganisation(
  db: Db,
  organisation: Organisation & { createdAt: Date },
): Promise<boolean> {
  const inserted = await db
    .insert(organisations)
    .values(organisation)
    .onConflictDoNothing()
    .returning({ id: organisations.id })
  return inserted.length === 1
}
