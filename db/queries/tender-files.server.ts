import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import { type TenderFileKind } from '#app/domain/tender/tender-file.ts'
import { type Db } from '#db/client.server.ts'
import { tenderFiles } from '#db/schema/tender-documents.ts'
import { tenders } from '#db/schema/tenders.ts'

export type TenderFile = {
  id: string
  kind: TenderFileKind
  fileName: string
  size: number
  sha256: string
}

const fileColumns = {
  id: tenderFiles.id,
  kind: tenderFiles.kind,
  fileName: tenderFiles.fileName,
  size: tenderFiles.size,
  sha256: tenderFiles.sha256,
}

/** The files of a tender (招标文件附件), in the order of their attachment. */
export async function listTenderFiles(db: Db, tenderId: string): Promise<TenderFile[]> {
  return db
    .select(fileColumns)
    .from(tenderFiles)
    .where(and(eq(tenderFiles.tenderId, tenderId), isNull(tenderFiles.removedAt)))
    .orderBy(asc(tenderFiles.uploadedAt), asc(tenderFiles.id))
}

/** False when the id is taken: the same upload came twice. */
export async function insertTenderFile(
  db: Db,
  file: Omit<typeof tenderFiles.$inferInsert, 'size'>,
): Promise<boolean> {
  const inserted = await db
    .insert(tenderFiles)
    .values({ ...file, size: file.content.length })
    .onConflictDoNothing()
    .returning({ id: tenderFiles.id })
  return inserted.length === 1
}

/** Which tender a file belongs to, as long as it is on its list. */
export async function findTenderIdOfFile(
  db: Db,
  id: string,
): Promise<{ tenderId: string; sha256: string } | undefined> {
  const [file] = await db
    .select({ tenderId: tenderFiles.tenderId, sha256: tenderFiles.sha256 })
    .from(tenderFiles)
    .where(and(eq(tenderFiles.id, id), isNull(tenderFiles.removedAt)))
  return file
}

/** False when it is off the list already. */
export async function markTenderFileRemoved(
  db: Db,
  { id, at }: { id: string; at: Date },
): Promise<boolean> {
  const removed = await db
    .update(tenderFiles)
    .set({ removedAt: at })
    .where(and(eq(tenderFiles.id, id), isNull(tenderFiles.removedAt)))
    .returning({ id: tenderFiles.id })
  return removed.length === 1
}

/** A file with its bytes: the buyer's own at any time, anybody else's once its tender is published. */
export async function findReadableTenderFile(
  db: Db,
  id: string,
  reader: { procuringEntityId: string } | 'insurer',
) {
  const [file] = await db
    .select({ ...fileColumns, mediaType: tenderFiles.mediaType, content: tenderFiles.content })
    .from(tenderFiles)
    .innerJoin(tenders, eq(tenders.id, tenderFiles.tenderId))
    .where(
      and(
        eq(tenderFiles.id, id),
        isNull(tenderFiles.removedAt),
        reader === 'insurer'
          ? isNotNull(tenders.publishedAt)
          : eq(tenders.procuringEntityId, reader.procuringEntityId),
      ),
    )
  return file
}
