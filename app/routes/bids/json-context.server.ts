import { type Permission, mayDo } from '#app/auth/permissions.ts'
import { findViewer } from '#app/auth/session.server.ts'
import { type SigningContext } from '#app/commands/signing-context.ts'
import { exactTimeText } from '#app/components/format.ts'
import { db } from '#app/database.server.ts'
import { signer } from '#app/signer.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'

/** An answer for the uploader of the page, which shows `error` as it stands. */
export function jsonProblem(error: string, status: 400 | 401 | 403 | 404 | 409 | 413): Response {
  return Response.json({ error }, { status })
}

/** Like `requireContext`, for requests that a script makes: it gets no sign-in page. */
export async function requireJsonContext(
  request: Request,
  permission: Permission,
): Promise<SigningContext> {
  const viewer = await findViewer(request)
  if (!viewer) throw jsonProblem('登录已过期，请重新登录后继续，已上传的部分会保留', 401)
  if (!mayDo(viewer.role, permission)) throw jsonProblem('您的岗位无权进行此操作', 403)
  return { db, actor: viewer, clock: databaseClock, signer: await signer }
}

/** Both times to the millisecond, so that a bidder can see how late it was. */
export async function lateText(lotId: string): Promise<string> {
  const now = await databaseClock(db)
  const found = await findLot(db, lotId)
  const deadline = found ? exactTimeText(found.tender.facts.bidDeadline) : ''
  return `投标已经截止，没有接收。截止时间 ${deadline}，服务器时间 ${exactTimeText(now)}。`
}
