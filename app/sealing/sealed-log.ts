import { sha256OfText } from './hash.ts'

/**
 * The public commitment to a tender's sealed log (密封日志承诺) up to a moment. The nonce blinds
 * it: no bid, one bid and nine bids look alike until the nonce is published at the opening.
 */
export async function sealedLogCommitment(
  nonce: string,
  statementSha256s: readonly string[],
): Promise<string> {
  return sha256OfText(['gongji-sealed-log/1', nonce, ...statementSha256s.toSorted(), ''].join('\n'))
}
