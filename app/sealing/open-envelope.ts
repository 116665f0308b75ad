import { Decrypter, identityToRecipient } from 'age-encryption'
import { combine } from 'shamir-secret-sharing'
import { type BidContent } from '#app/domain/bid/bid-content.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { fromBase64 } from './base64.ts'
import { readBidText } from './bid-text.ts'
import { type EnvelopeHeader } from './envelope-header.ts'
import { sha256Hex } from './hash.ts'
import { decryptWith } from './sealing-key.ts'

/**
 * An officer's share of a bid's key (份额). Shamir itself would take a wrong one and give a
 * wrong key silently; the hash in the header tells.
 */
export async function openShare(
  { shares }: Pick<EnvelopeHeader, 'shares'>,
  position: number,
  identity: string,
): Promise<Decision<Uint8Array, 'no-such-share' | 'not-your-share' | 'share-broken'>> {
  const sealed = shares[position]
  if (!sealed) return refuse('no-such-share')
  if ((await identityToRecipient(identity)) !== sealed.recipient) return refuse('not-your-share')
  const share = await decryptWith(identity, fromBase64(sealed.sealedShare))
  if (!share || !(await isShare(sealed, share))) return refuse('share-broken')
  return accept(share)
}

/** Whether bytes are the share that the header names at a position. */
export async function isShare(
  { shareSha256 }: { shareSha256: string },
  share: Uint8Array,
): Promise<boolean> {
  return (await sha256Hex(share)) === shareSha256
}

/** The bid's key from k good shares. Undefined when the bidder split something else. */
export async function combineShares(
  { bidRecipient }: Pick<EnvelopeHeader, 'bidRecipient'>,
  shares: readonly Uint8Array[],
): Promise<string | undefined> {
  // The library refuses a Buffer, which is what the database gives.
  const secret = await combine(shares.map((share) => new Uint8Array(share))).catch(() => undefined)
  const bidKey = secret && new TextDecoder().decode(secret)
  return bidKey !== undefined && (await isBidKey({ bidRecipient }, bidKey)) ? bidKey : undefined
}

/** The bid's key from its bidder's own copy. */
export async function openBidderCopy(
  { bidderCopy, bidRecipient }: Pick<EnvelopeHeader, 'bidderCopy' | 'bidRecipient'>,
  identity: string,
): Promise<string | undefined> {
  const secret = await decryptWith(identity, fromBase64(bidderCopy.sealedKey))
  const bidKey = secret && new TextDecoder().decode(secret)
  return bidKey !== undefined && (await isBidKey({ bidRecipient }, bidKey)) ? bidKey : undefined
}

/** Whether a text is the private half that belongs to a bid. */
export async function isBidKey(
  { bidRecipient }: Pick<EnvelopeHeader, 'bidRecipient'>,
  bidKey: string,
): Promise<boolean> {
  return (await identityToRecipient(bidKey).catch(() => undefined)) === bidRecipient
}

/**
 * One file of an envelope in the clear, streamed. `size` cuts off the padding.
 * The stream fails where a byte is wrong.
 */
export async function openFile(
  bidKey: string,
  ciphertext: ReadableStream<Uint8Array>,
  size?: number,
): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(bidKey)
  const plaintext = await decrypter.decrypt(ciphertext)
  return size === undefined ? plaintext : plaintext.pipeThrough(cutTo(size))
}

/** The bid itself, file 0 of an envelope. */
export async function openBidText(
  header: Pick<EnvelopeHeader, 'lotId' | 'bidderId'>,
  bidKey: string,
  ciphertext: Uint8Array,
): Promise<Decision<BidContent, 'not-a-bid' | 'bid-of-another'>> {
  const text = await decryptWith(bidKey, ciphertext)
  return text ? readBidText(text, header) : refuse('not-a-bid')
}

function cutTo(size: number): TransformStream<Uint8Array, Uint8Array> {
  let left = size
  return new TransformStream({
    transform(bytes, controller) {
      const kept = bytes.subarray(0, left)
      left -= kept.length
      if (kept.length > 0) controller.enqueue(kept)
    },
  })
}
