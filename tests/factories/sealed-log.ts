import { buildBidContent } from '#tests/factories/tender-terms.ts'
import { packEnvelope } from '#app/sealing/envelope-file.ts'
import { readHeader } from '#app/sealing/envelope-header.ts'
import { sha256OfText } from '#app/sealing/hash.ts'
import {
  type Receipt,
  type ReceiptStatement,
  newSigningSecret,
  sealedShareHashes,
  signerFrom,
} from '#app/sealing/receipt.ts'
import { type SealedChunk, sealBid } from '#app/sealing/seal-bid.ts'
import { type SealedLogFile } from '#app/sealing/sealed-log-file.ts'
import { sealedLogCommitment } from '#app/sealing/sealed-log.ts'
import { makeSealingKey } from '#app/sealing/sealing-key.ts'

export const signer = await signerFrom(newSigningSecret())

export function buildStatement(parts: Partial<ReceiptStatement> = {}): ReceiptStatement {
  return {
    format: 'gongji-receipt/1',
    tenderId: 'tender',
    lotId: 'lot',
    bidderId: 'bidder',
    act: 'submitted',
    submissionId: 'submission',
    revision: 1,
    tenderVersion: 1,
    envelopeSha256: 'e'.repeat(64),
    shares: [],
    at: '2026-03-01T02:03:04.567Z',
    position: 1,
    previousStatementSha256: null,
    ...parts,
  }
}

export function sign(statement: ReceiptStatement): Receipt {
  const text = JSON.stringify(statement)
  return { statement: text, signature: signer.sign(text), publicKey: signer.publicKey }
}

/** A sealed bid as one file, with the receipt that a portal would give for it. */
export async function buildReceiptedEnvelope(): Promise<{ receipt: Receipt; envelope: Blob }> {
  const officers = [await makeSealingKey(), await makeSealingKey(), await makeSealingKey()]
  const bidder = await makeSealingKey()
  const { attachments: _, ...offer } = buildBidContent()
  const chunks: SealedChunk[] = []
  const file = new Blob([new Uint8Array(2_000_000)])
  const { header, envelopeSha256 } = await sealBid(
    {
      target: {
        tenderId: 'tender',
        lotId: 'lot',
        tenderVersion: 1,
        bidderId: 'bidder',
        threshold: 2,
        holders: officers.map(({ recipient }) => recipient),
        bidderRecipient: bidder.recipient,
      },
      offer,
      files: [{ kind: 'other', name: 'a.pdf', size: file.size, stream: () => file.stream() }],
    },
    async (chunk) => void chunks.push(chunk),
  )
  const parsed = readHeader(header)
  if (!parsed.ok) throw new Error(parsed.refusal)
  const inOrder = chunks.toSorted((one, other) => one.file - other.file)
  return {
    receipt: sign(
      buildStatement({ envelopeSha256, shares: await sealedShareHashes(parsed.value) }),
    ),
    envelope: packEnvelope(
      header,
      inOrder.map(({ bytes }) => new Blob([new Uint8Array(bytes)])),
    ),
  }
}

/** A sound log: one bidder submits and withdraws, another submits; committed before, between and after. */
export async function buildSealedLog(): Promise<SealedLogFile> {
  const first = sign(buildStatement())
  const entries = [
    first,
    sign(
      buildStatement({ bidderId: 'other', submissionId: 'second', at: '2026-03-02T01:00:00.000Z' }),
    ),
    sign(
      buildStatement({
        act: 'withdrawn',
        at: '2026-03-03T01:00:00.000Z',
        position: 2,
        previousStatementSha256: await sha256OfText(first.statement),
      }),
    ),
  ]
  const hashes = await Promise.all(entries.map(({ statement }) => sha256OfText(statement)))
  const commit = async (upTo: string, covered: number) => {
    const nonce = String(covered).repeat(64)
    return { upTo, nonce, commitment: await sealedLogCommitment(nonce, hashes.slice(0, covered)) }
  }
  return {
    format: 'gongji-sealed-log/1',
    tenderId: 'tender',
    entries,
    commitments: [
      await commit('2026-02-28T16:00:00.000Z', 0),
      await commit('2026-03-01T16:00:00.000Z', 1),
      await commit('2026-03-04T01:00:00.000Z', 3),
    ],
  }
}
