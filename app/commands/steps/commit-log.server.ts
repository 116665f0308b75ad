import { sealedLogCommitment } from '#app/sealing/sealed-log.ts'
import { type Db } from '#db/client.server.ts'
import { insertCommitment, listStatementHashes } from '#db/queries/sealed-log.server.ts'

/**
 * Commits to a tender's sealed log as it stood before a moment, with the tender locked and
 * that moment over. False when it is committed to already.
 */
export async function commitLog(
  db: Db,
  {
    tenderId,
    upTo,
    nonce,
    committedAt,
  }: { tenderId: string; upTo: Date; nonce: string; committedAt: Date },
): Promise<boolean> {
  const statements = await listStatementHashes(db, { tenderId, before: upTo })
  const commitment = await sealedLogCommitment(nonce, statements)
  return insertCommitment(db, { tenderId, upTo, nonce, commitment, committedAt })
}
