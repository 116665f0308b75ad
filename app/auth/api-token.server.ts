import { createHash } from 'node:crypto'
import { type CommandContext } from '#app/commands/context.ts'
import { isTokenGood } from '#app/domain/api-token.ts'
import { db } from '#app/database.server.ts'
import { findTokenHolder } from '#db/queries/api-tokens.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { type Permission, mayDo } from './permissions.ts'

/**
 * Like `requireContext`, for the insurer's own system: who acts is the token's holder. A cookie
 * counts for nothing here. Tokens hold 256 random bits, so wrong ones are not counted: nobody
 * can guess one, and a lock would let strangers lock the holder out.
 * @throws 401 or 403 as JSON
 */
export async function requireTokenContext(
  request: Request,
  permission: Permission,
): Promise<CommandContext> {
  const token = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(request.headers.get('Authorization') ?? '')
  const holder = token?.[1] ? await findTokenHolder(db, tokenHash(token[1])) : undefined
  const now = await databaseClock(db)
  if (!holder || !isTokenGood({ ...holder, holder }, now))
    throw Response.json(
      { error: 'unauthorised', message: '接口令牌缺失、错误、过期或已撤销' },
      { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } },
    )
  if (!mayDo(holder.role, permission))
    throw Response.json(
      { error: 'forbidden', message: '令牌持有人的岗位无权进行此操作' },
      { status: 403 },
    )
  const { userId, organisationId, role } = holder
  return { db, actor: { userId, organisationId, role }, clock: databaseClock }
}

/** What is kept of a token. It is random in full, so a plain hash is as good as a slow one. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
