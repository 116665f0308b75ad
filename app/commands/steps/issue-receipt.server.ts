import { readHeader } from '#app/sealing/envelope-header.ts'
import { sha256OfText } from '#app/sealing/hash.ts'
import {
  type BidAct,
  type Receipt,
  type ReceiptStatement,
  type Signer,
  sealedShareHashes,
} from '#app/sealing/receipt.ts'
import { type Db } from '#db/client.server.ts'
import {
  findLastSealedEntry,
  insertSealedEntry,
  lockBidder,
  noteSigningKey,
} from '#db/queries/sealed-log.server.ts'

/**
 * Appends a bidder's act to the sealed log (密封日志) and signs its receipt (回执), in the
 * caller's transaction and with the tender shared. `entryId` is also the receipt's address.
 */
export async function issueReceipt(
  db: Db,
  signer: Signer,
  act: {
    entryId: string
    act: BidAct
    at: Date
    tenderId: string
    lotId: string
    bidderId: string
    submissionId: string
    revision: number
    tenderVersion: number
    header: Uint8Array
    envelopeSha256: string
  },
): Promise<Receipt> {
  const { entryId, at, header, ...facts } = act
  const { tenderId, lotId, bidderId } = act
  const read = readHeader(header)
  if (!read.ok) throw new Error(`the header of envelope ${act.envelopeSha256} cannot be read`)
  await lockBidder(db, bidderId)
  const last = await findLastSealedEntry(db, { tenderId, bidderId })
  const position = (last?.position ?? 0) + 1
  const statement = JSON.stringify({
    format: 'gongji-receipt/1',
    ...facts,
    shares: await sealedShareHashes(read.value),
    at: at.toISOString(),
    position,
    previousStatementSha256: last?.statementSha256 ?? null,
  } satisfies ReceiptStatement)
  const signature = signer.sign(statement)
  await noteSigningKey(db, { id: signer.keyId, publicKey: signer.publicKey, firstUsedAt: at })
  await insertSealedEntry(db, {
    id: entryId,
    tenderId,
    lotId,
    bidderId,
    position,
    act: act.act,
    at,
    statement,
    statementSha256: await sha256OfText(statement),
    signature,
    signingKeyId: signer.keyId,
  })
  return { statement, signature, publicKey: signer.publicKey }
}
