import { type OpeningBid } from '#app/commands/steps/opening-bids.server.ts'
import { type BidContent } from '#app/domain/bid/bid-content.ts'
import { type BidProblem, checkBid } from '#app/domain/bid/check-bid.ts'
import { type OpenedWith, type UnopenedReason } from '#app/domain/opening/opening-outcome.ts'
import { reasonForClosed } from '#app/domain/opening/opening-readiness.ts'
import { findChunkDamage } from '#app/sealing/check-envelope.ts'
import { type EnvelopeHeader } from '#app/sealing/envelope-header.ts'
import { combineShares, openBidText } from '#app/sealing/open-envelope.ts'
import { type Db } from '#db/client.server.ts'
import { findChunk, listStoredChunks } from '#db/queries/bid-uploads.server.ts'
import { type Tender } from '#db/queries/tenders.server.ts'

export type ReadBid =
  | {
      ok: true
      value: {
        content: BidContent
        openedWith: OpenedWith
        bidKey: string
        problems: BidProblem[]
      }
    }
  | { ok: false; closed: { reason: UnopenedReason; detail: string } }

/** Opens one bid with the keys gathered for it, or says why it stays closed and whose doing that is. */
export async function readBid(db: Db, tender: Tender, bid: OpeningBid): Promise<ReadBid> {
  const { header, uploadId, lotId, gathered } = bid
  if (!header) return stayClosed('damaged', '密封件清单与回执不符')
  const altered = await findAlteredChunk(db, uploadId, header)
  if (altered) return stayClosed('damaged', altered)
  const key = await findBidKey(header, bid)
  if (!key) {
    const enough = bid.shares.length >= header.threshold
    return enough
      ? stayClosed('sealed-wrong', '各份额合成的密钥打不开密封件')
      : stayClosed(reasonForClosed(gathered), missingShares(bid))
  }
  const ciphertext = await readFirstFile(db, uploadId, header)
  const content = await openBidText(header, key.bidKey, ciphertext)
  if (!content.ok)
    return stayClosed(
      'sealed-wrong',
      content.refusal === 'not-a-bid' ? '密封内容不是可读的投标文件' : '密封内容是他人的投标文件',
    )
  if (!namesItsFiles(content.value, header))
    return stayClosed('sealed-wrong', '附件清单与密封件不符')
  const lot = tender.terms.lots.find(({ id }) => id === lotId)
  if (!lot) throw new Error(`bid ${bid.submissionId} is on no lot of tender ${tender.id}`)
  const problems = checkBid(content.value, lot, tender.terms)
  return { ok: true, value: { content: content.value, ...key, problems } }
}

/** Each attachment that a bid lists is one sealed file, by a name of its own. */
function namesItsFiles({ attachments }: BidContent, { files }: EnvelopeHeader): boolean {
  const ids = new Set(attachments.map(({ id }) => id))
  return attachments.length === files.length - 1 && ids.size === attachments.length
}

function stayClosed(reason: UnopenedReason, detail: string): ReadBid {
  return { ok: false, closed: { reason, detail } }
}

async function findBidKey(
  header: EnvelopeHeader,
  { shares, bidKey }: OpeningBid,
): Promise<{ openedWith: OpenedWith; bidKey: string } | undefined> {
  const enough = shares.slice(0, header.threshold).map(({ share }) => share)
  const combined =
    enough.length === header.threshold ? await combineShares(header, enough) : undefined
  if (combined !== undefined) return { openedWith: 'officers', bidKey: combined }
  return bidKey === undefined ? undefined : { openedWith: 'bidder', bidKey }
}

function missingShares({ holders, gathered: { released } }: OpeningBid): string {
  const names = holders.flatMap(({ name, organisationName }, position) =>
    released.includes(position) ? [] : [`${name}（${organisationName}）`],
  )
  return `未得到份额：${names.join('、')}；投标人在时限内也未解密`
}

/** The first chunk whose stored bytes are not those that were received, in words. */
async function findAlteredChunk(
  db: Db,
  uploadId: string,
  header: EnvelopeHeader,
): Promise<string | undefined> {
  const [altered] = findChunkDamage(header, await listStoredChunks(db, uploadId))
  if (!altered) return undefined
  const name = altered.file === 0 ? '投标函' : `第${altered.file}个附件`
  return `${name}第${altered.position + 1}块与回执不符`
}

async function readFirstFile(
  db: Db,
  uploadId: string,
  { files }: EnvelopeHeader,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for (const position of files[0]?.chunks.keys() ?? []) {
    const chunk = await findChunk(db, { uploadId, file: 0, position })
    if (!chunk) throw new Error(`chunk ${position} of upload ${uploadId} is not stored`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
