import fs from 'node:fs'
import { adjudicateClaims, type Claim } from '#app/domain/benefit/adjudicate-claims.ts'
import { type Fen, formatYuan } from '#app/domain/money.ts'
import { readBenefitTermsFile } from './benefit-terms-file.ts'
import { readClaimsFile } from './claims-file.ts'
import { BadInput } from './input-file.ts'

export const ADJUDICATE_USAGE = 'gongji adjudicate TERMS.json CLAIMS.csv [--per-claim OUT.csv]'

/** Runs a year's claims through benefit terms; gives the totals as JSON text. */
export function adjudicate(
  termsFile: string,
  claimsFile: string,
  outFile: string | undefined,
): string {
  const terms = readBenefitTermsFile(termsFile)
  const claims = readClaimsFile(claimsFile, { notBefore: terms[0]?.from ?? '' })
  const result = adjudicateClaims(terms, claims)
  if (outFile) writePayouts(outFile, claims, result.payouts)
  return JSON.stringify({
    persons: result.persons,
    claims: claims.length,
    eligibleExpense: formatYuan(result.eligibleExpense),
    payout: formatYuan(result.payout),
  })
}

/** Written beside its place and then moved there, so that a reader never finds half a file. */
function writePayouts(outFile: string, claims: readonly Claim[], payouts: readonly Fen[]): void {
  const rows = claims.map(
    ({ claimId }, index) => `${quote(claimId)},${formatYuan(payouts[index] ?? 0n)}\n`,
  )
  const unfinished = `${outFile}.${process.pid}.part`
  try {
    fs.writeFileSync(unfinished, `claim_id,payout\n${rows.join('')}`)
    fs.renameSync(unfinished, outFile)
  } catch (error) {
    fs.rmSync(unfinished, { force: true })
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new BadInput([
      { file: outFile, line: 1, field: 'file', what: `cannot be written (${code})` },
    ])
  }
}

function quote(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
