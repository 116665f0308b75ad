import { type Actor } from '#app/domain/actor.ts'
import { type Db } from '#db/client.server.ts'
import { findInsurerRecipient, findProvenRecipient } from './sealing-keys.server.ts'
import { type WaitingItem } from './waiting-item.ts'

/** An opening officer without a proven key cannot be named for a tender. */
export async function listOwnKeyToMake(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return keyToMake(actor, await findProvenRecipient(db, actor.userId))
}

/** An insurer without a proven key cannot seal a bid; a colleague's key serves too. */
export async function listInsurerKeyToMake(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return keyToMake(actor, await findInsurerRecipient(db, actor.organisationId))
}

function keyToMake({ userId }: Actor, recipient: string | undefined): WaitingItem[] {
  return recipient === undefined
    ? [{ kind: 'make-sealing-key', subjectId: userId, title: '生成并登记密钥', due: null }]
    : []
}
