import { type SealedLogFile } from '#app/sealing/sealed-log-file.ts'
import { type Db } from '#db/client.server.ts'
import { findOpening } from '#db/queries/openings.server.ts'
import { listPublishedCommitments, listPublishedSealedLog } from '#db/queries/sealed-log.server.ts'

/** A tender's sealed log as it is published. Undefined before the opening. */
export async function findSealedLogFile(
  db: Db,
  tenderId: string,
): Promise<SealedLogFile | undefined> {
  if (!(await findOpening(db, tenderId))) return undefined
  const [entries, commitments] = await Promise.all([
    listPublishedSealedLog(db, tenderId),
    listPublishedCommitments(db, tenderId),
  ])
  return {
    format: 'gongji-sealed-log/1',
    tenderId,
    entries: entries.map(({ statement, signature, publicKey }) => ({
      statement,
      signature,
      publicKey,
    })),
    commitments: commitments.map(({ upTo, nonce, commitment }) => ({
      upTo: upTo.toISOString(),
      nonce,
      commitment,
    })),
  }
}
