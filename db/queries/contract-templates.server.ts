import { and, asc, eq, ilike, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type TemplateContent } from '#app/domain/tender/contract-template.ts'
import { type ContractClause } from '#app/domain/tender/tender.ts'
import { type Db } from '#db/client.server.ts'
import { contractTemplates } from '#db/schema/contract-templates.ts'

export type ContractTemplate = {
  id: string
  name: string
  province: string
  document: string
  issuedOn: PlainDate
  content: TemplateContent
  savedAt: Date
  retiredAt: Date | null
}

export type TemplateListItem = Omit<ContractTemplate, 'content'>

export async function listContractTemplates(
  db: Db,
  { search, state }: { search: string; state: string },
  page: { limit: number; offset: number },
): Promise<{ items: TemplateListItem[]; total: number }> {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const where = and(
    search === ''
      ? undefined
      : or(ilike(contractTemplates.name, pattern), ilike(contractTemplates.province, pattern)),
    state === 'in-use' ? isNull(contractTemplates.retiredAt) : undefined,
    state === 'retired' ? isNotNull(contractTemplates.retiredAt) : undefined,
  )
  const items = await db
    .select(listColumns)
    .from(contractTemplates)
    .where(where)
    .orderBy(asc(contractTemplates.province), asc(contractTemplates.name))
    .limit(page.limit)
    .offset(page.offset)
  return { items, total: await db.$count(contractTemplates, where) }
}

/** The templates a new tender can start from. */
export async function listTemplatesInUse(db: Db): Promise<TemplateListItem[]> {
  return db
    .select(listColumns)
    .from(contractTemplates)
    .where(isNull(contractTemplates.retiredAt))
    .orderBy(asc(contractTemplates.province), asc(contractTemplates.name))
    .limit(200)
}

/** The clauses of each template in use. */
export async function listTemplateClauses(db: Db): Promise<(readonly ContractClause[])[]> {
  const rows = await db
    .select({ content: contractTemplates.content })
    .from(contractTemplates)
    .where(isNull(contractTemplates.retiredAt))
    .orderBy(asc(contractTemplates.id))
  return rows.map(({ content }) => content.clauses)
}

export async function findContractTemplate(
  db: Db,
  id: string,
): Promise<ContractTemplate | undefined> {
  const [template] = await selectTemplate(db).where(eq(contractTemplates.id, id))
  return template
}

export async function lockContractTemplate(
  db: Db,
  id: string,
): Promise<ContractTemplate | undefined> {
  const [template] = await selectTemplate(db).where(eq(contractTemplates.id, id)).for('update')
  return template
}

/** False when the id or the name is taken. */
export async function insertContractTemplate(
  db: Db,
  template: Omit<ContractTemplate, 'retiredAt'> & { savedBy: string },
): Promise<boolean> {
  const inserted = await db
    .insert(contractTemplates)
    .values(template)
    .onConflictDoNothing()
    .returning({ id: contractTemplates.id })
  return inserted.length === 1
}

/** False when another template has the name. */
export async function updateContractTemplate(
  db: Db,
  { id, ...set }: Omit<ContractTemplate, 'retiredAt'> & { savedBy: string },
): Promise<boolean> {
  const updated = await db
    .update(contractTemplates)
    .set(set)
    .where(
      and(
        eq(contractTemplates.id, id),
        sql`not exists (select 1 from ${contractTemplates} as other where other.name = ${set.name} and other.id <> ${id})`,
      ),
    )
    .returning({ id: contractTemplates.id })
  return updated.length === 1
}

/** False when it is retired already. */
export async function markTemplateRetired(
  db: Db,
  { id, at }: { id: string; at: Date },
): Promise<boolean> {
  const retired = await db
    .update(contractTemplates)
    .set({ retiredAt: at })
    .where(and(eq(contractTemplates.id, id), isNull(contractTemplates.retiredAt)))
    .returning({ id: contractTemplates.id })
  return retired.length === 1
}

const listColumns = {
  id: contractTemplates.id,
  name: contractTemplates.name,
  province: contractTemplates.province,
  document: contractTemplates.document,
  issuedOn: contractTemplates.issuedOn,
  savedAt: contractTemplates.savedAt,
  retiredAt: contractTemplates.retiredAt,
}

function selectTemplate(db: Db) {
  return db
    .select({ ...listColumns, content: contractTemplates.content })
    .from(contractTemplates)
    .$dynamic()
}
