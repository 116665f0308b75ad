import { type SQL, and, asc, count, desc, eq, ilike, lte, or, sql } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import {
  type Qualification,
  type QualificationStanding,
  type QualifiedInstitution,
  institutionKey,
  qualificationStanding,
} from '#app/domain/qualification/qualified-insurers.ts'
import { type Db } from '#db/client.server.ts'
import { users } from '#db/schema/identity.ts'
import { qualifiedInstitutions, qualifiedLists } from '#db/schema/qualifications.ts'

export type ImportedList = {
  id: string
  inForceFrom: PlainDate
  source: string
  fileName: string
  fileSha256: string
  importedAt: Date
  importedByName: string
  institutions: number
}

type Page = { limit: number; offset: number }

export async function listQualifiedLists(
  db: Db,
  page: Page,
): Promise<{ items: ImportedList[]; total: number }> {
  const items = await selectLists(db)
    .orderBy(desc(qualifiedLists.inForceFrom))
    .limit(page.limit)
    .offset(page.offset)
  return { items, total: await db.$count(qualifiedLists) }
}

export async function findQualifiedList(db: Db, id: string): Promise<ImportedList | undefined> {
  const [list] = await selectLists(db).where(eq(qualifiedLists.id, id))
  return list
}

/** The list in force on a day: the latest that began by then. */
export async function findListInForce(db: Db, day: PlainDate): Promise<ImportedList | undefined> {
  const [list] = await selectLists(db)
    .where(lte(qualifiedLists.inForceFrom, day))
    .orderBy(desc(qualifiedLists.inForceFrom))
    .limit(1)
  return list
}

function selectLists(db: Db) {
  return db
    .select({
      id: qualifiedLists.id,
      inForceFrom: qualifiedLists.inForceFrom,
      source: qualifiedLists.source,
      fileName: qualifiedLists.fileName,
      fileSha256: qualifiedLists.fileSha256,
      importedAt: qualifiedLists.importedAt,
      importedByName: users.name,
      institutions: db.$count(
        qualifiedInstitutions,
        eq(qualifiedInstitutions.listId, qualifiedLists.id),
      ),
    })
    .from(qualifiedLists)
    .innerJoin(users, eq(users.id, qualifiedLists.importedBy))
}

const institutionColumns = {
  name: qualifiedInstitutions.name,
  level: qualifiedInstitutions.level,
  headOffice: qualifiedInstitutions.headOffice,
  region: qualifiedInstitutions.region,
}

/** The institutions of one list whose name, head office or region has the words. */
export async function listQualifiedInstitutions(
  db: Db,
  { listId, search, level }: { listId: string; search: string; level: string },
  page: Page,
): Promise<{ items: QualifiedInstitution[]; total: number }> {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const where = and(
    eq(qualifiedInstitutions.listId, listId),
    search === ''
      ? undefined
      : or(
          ilike(qualifiedInstitutions.name, pattern),
          ilike(qualifiedInstitutions.headOffice, pattern),
          ilike(qualifiedInstitutions.region, pattern),
        ),
    level === '' ? undefined : sql`${qualifiedInstitutions.level} = ${level}`,
  )
  const items = await db
    .select(institutionColumns)
    .from(qualifiedInstitutions)
    .where(where)
    .orderBy(asc(qualifiedInstitutions.name))
    .limit(page.limit)
    .offset(page.offset)
  const [row] = await db.select({ total: count() }).from(qualifiedInstitutions).where(where)
  return { items, total: row?.total ?? 0 }
}

/** Whether an insurer is on the list in force on a day, and on which. */
export async function qualificationOfInsurer(
  db: Db,
  { insurerName, day }: { insurerName: string; day: PlainDate },
): Promise<Qualification & { list: { inForceFrom: PlainDate; source: string } | null }> {
  const list = await findListInForce(db, day)
  if (!list) return { state: 'no-list', list: null }
  const [institution] = await db
    .select(institutionColumns)
    .from(qualifiedInstitutions)
    .where(
      and(
        eq(qualifiedInstitutions.listId, list.id),
        sql`${nameKey} = ${institutionKey(insurerName)}`,
      ),
    )
    .limit(1)
  const { inForceFrom, source } = list
  return institution
    ? { state: 'qualified', institution, list: { inForceFrom, source } }
    : { state: 'not-listed', list: { inForceFrom, source } }
}

/** The same as `institutionKey`. */
const nameKey: SQL = sql`regexp_replace(normalize(${qualifiedInstitutions.name}, NFKC), '\\s', '', 'g')`

/** What a bid stands by, and what a later list says of its insurer. */
export async function qualificationStandingOfInsurer(
  db: Db,
  {
    insurerName,
    deadlineDay,
    today,
  }: { insurerName: string; deadlineDay: PlainDate; today: PlainDate },
): Promise<QualificationStanding> {
  return qualificationStanding(
    await qualificationOfInsurer(db, { insurerName, day: deadlineDay }),
    await qualificationOfInsurer(db, { insurerName, day: today }),
  )
}

const INSTITUTIONS_AT_ONCE = 1_000 // five values each, far from the protocol's 65,535

/** False when a list with that day, or that id, is there already. */
export async function insertQualifiedList(
  db: Db,
  list: Omit<typeof qualifiedLists.$inferInsert, 'inForceFrom'> & { inForceFrom: PlainDate },
  institutions: readonly QualifiedInstitution[],
): Promise<boolean> {
  const inserted = await db
    .insert(qualifiedLists)
    .values(list)
    .onConflictDoNothing()
    .returning({ id: qualifiedLists.id })
  if (inserted.length === 0) return false
  for (let start = 0; start < institutions.length; start += INSTITUTIONS_AT_ONCE) {
    const part = institutions.slice(start, start + INSTITUTIONS_AT_ONCE)
    await db
      .insert(qualifiedInstitutions)
      .values(part.map((institution) => ({ ...institution, listId: list.id })))
  }
  return true
}
