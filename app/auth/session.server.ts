import { redirect } from '@remix-run/node'
import { isAccountOpen } from '#app/domain/account.ts'
import { type Actor } from '#app/domain/actor.ts'
import { type CommandContext } from '#app/commands/context.ts'
import { db } from '#app/database.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findOrganisation } from '#db/queries/organisations.server.ts'
import { lucia } from './lucia.server.ts'
import { type Permission, mayDo } from './permissions.ts'

/** The signed-in person, as pages need it. */
export type Viewer = Actor & { name: string; organisationName: string }

/** The person behind the session cookie, if the session and the account are still good. */
export async function findViewer(request: Request): Promise<Viewer | undefined> {
  const sessionId = lucia.readSessionCookie(request.headers.get('Cookie') ?? '')
  if (!sessionId) return undefined
  const { user } = await lucia.validateSession(sessionId)
  if (!user) return undefined
  const [organisation, now] = await Promise.all([
    findOrganisation(db, user.organisationId),
    databaseClock(db),
  ])
  if (!isAccountOpen(user, now)) return undefined
  return {
    userId: user.id,
    organisationId: user.organisationId,
    role: user.role,
    name: user.name,
    organisationName: organisation?.name ?? '',
  }
}

/** Sends a stranger to the sign-in page and back; throws 403 for the wrong role. */
export async function requirePermission(request: Request, permission: Permission): Promise<Viewer> {
  const viewer = await requireViewer(request)
  if (!mayDo(viewer.role, permission)) {
    throw new Response('您的岗位无权进行此操作', { status: 403 })
  }
  return viewer
}

export async function requireViewer(request: Request): Promise<Viewer> {
  const viewer = await findViewer(request)
  if (viewer) return viewer
  const url = new URL(request.url)
  throw redirect(`/account/sign-in?returnTo=${encodeURIComponent(url.pathname + url.search)}`)
}

/** Like `requirePermission`, for actions: what a command runs with. */
export async function requireContext(
  request: Request,
  permission: Permission,
): Promise<CommandContext & { viewer: Viewer }> {
  const viewer = await requirePermission(request, permission)
  return { db, actor: viewer, clock: databaseClock, viewer }
}

/** A new session for a person; an old session of the same browser ends. */
export async function startSession(request: Request, userId: string): Promise<string> {
  const oldSessionId = lucia.readSessionCookie(request.headers.get('Cookie') ?? '')
  if (oldSessionId) await lucia.invalidateSession(oldSessionId)
  const session = await lucia.createSession(userId, {})
  return lucia.createSessionCookie(session.id).serialize()
}

/** Ends the browser's session; the cookie it returns clears the browser's own. */
export async function endSession(request: Request): Promise<string> {
  const sessionId = lucia.readSessionCookie(request.headers.get('Cookie') ?? '')
  if (sessionId) await lucia.invalidateSession(sessionId)
  return lucia.createBlankSessionCookie().serialize()
}
