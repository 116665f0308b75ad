import { objectionScope } from '#app/auth/objection-scope.server.ts'
import { type Permission } from '#app/auth/permissions.ts'
import { type Viewer, requirePermission } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { notFound } from '#app/http/params.ts'
import { type Objection, findObjection } from '#db/queries/objections.server.ts'
import { type Tender, findTender } from '#db/queries/tenders.server.ts'

/** What every page about one objection begins with: who may, the objection, and its tender. */
export async function requireObjection(
  request: Request,
  permission: Permission,
  objectionId: string,
): Promise<{ viewer: Viewer; objection: Objection; tender: Tender }> {
  const viewer = await requirePermission(request, permission)
  const objection =
    (await findObjection(db, objectionId, objectionScope(viewer))) ?? notFound(NO_OBJECTION)
  const tender = (await findTender(db, objection.tenderId)) ?? notFound(NO_OBJECTION)
  return { viewer, objection, tender }
}

export const NO_OBJECTION = '没有这件异议（质疑）'
