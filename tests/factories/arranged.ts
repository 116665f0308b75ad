import { inject } from 'vitest'
import { type Db, connect } from '#db/client.server.ts'
import { type Purchase, purchaseOf, startPurchase } from './purchase-people.ts'

const arrangements = new Map<Step, Promise<Purchase>>()

/** Takes a purchase further. */
export type Step = (purchase: Purchase) => Promise<unknown>

/**
 * A purchase as far as a step takes one that has only begun. It is arranged and committed once
 * for all tests of a worker, each of which goes on from there in its own transaction, which is
 * rolled back.
 */
export async function arranged(db: Db, step: Step): Promise<Purchase> {
  const known = arrangements.get(step) ?? arrange(step)
  arrangements.set(step, known)
  const { id, keys } = await known
  return purchaseOf(db, id, new Map(keys))
}

async function arrange(step: Step): Promise<Purchase> {
  const { db, close } = connect(inject('databaseUrl'), { connections: 1 })
  const purchase = await db.transaction(async (tx) => {
    const begun = await startPurchase(tx)
    await step(begun)
    return begun
  })
  await close()
  return purchase
}
