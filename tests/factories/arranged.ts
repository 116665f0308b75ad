import { type Db } from '#db/client.server.ts'
import { type Purchase, purchaseOf, startPurchase } from './purchase-people.ts'

/** Takes a purchase further. */
export type Step = (purchase: Purchase) => Promise<unknown>

/**
 * Gives a purchase as far as a step takes one that has only begun. It is arranged and committed
 * once in this database; each test goes on from there in a transaction of its own that is rolled
 * back. The database should be the tests' own: elsewhere, jobs and notices reach every tender.
 */
export function arrangeOnce(database: Db): (tx: Db, step: Step) => Promise<Purchase> {
  const arrangements = new Map<Step, Promise<Purchase>>()
  const arrange = (step: Step) =>
    database.transaction(async (tx) => {
      const purchase = await startPurchase(tx)
      await step(purchase)
      return purchase
    })
  return async (tx, step) => {
    const known = arrangements.get(step) ?? arrange(step)
    arrangements.set(step, known)
    const { id, keys } = await known
    return purchaseOf(tx, id, new Map(keys))
  }
}
