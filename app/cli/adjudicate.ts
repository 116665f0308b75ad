import fs from 'node:fs'
import { type Claim, adjudicateClaims } from '#app/domain/benefit/adjudicate-claims.ts'
import { type Fen, formatYuan } from '#app/domain/money.ts'
import { readBenefitTermsFile } from './benefit-terms-file.ts'
import { readClaimsFile } from './claims-file.ts'
import { BadInput, systemCode } from './input-file.ts'

export const ADJUDICATE_USAGE = 'gongji adjudicate TERMS.json CLAIMS.csv [--per-claim OUT.csv]'

/** Runs a year's claims through benefit terms; gives the totals as JSON text. */
export function adjudicate(
  termsFile: string,
  claimsFile: string,
  outFile: string | undefined,
): string {
  const terms = readBenefitTermsFile(termsFile)
  const claims = readClaimsFile(claimsFile, { notBefore: terms[0]?.from })
  const result = adjudicateClaims(terms, claims)
  if (outFile !== undefined) {
    refuseToReplace(outFile, [termsFile, claimsFile])
    writePayouts(outFile, claims, result.payouts)
  }
  return JSON.stringify({
    persons: result.persons,
    claims: claims.length,
    eligibleExpense: formatYuan(result.eligibleExpense),
    payout: formatYuan(result.payout),
  })
}

/** Moving a file into place would replace an input, or as root even a device. */
function refuseToReplace(outFile: string, inputs: readonly string[]): void {
  const existing = fs.statSync(outFile, { throwIfNoEntry: false })
  if (!existing) return
  const refuse = (what: string) => new BadInput([{ file: outFile, line: 1, field: 'file', what }])
  if (!existing.isFile()) throw refuse('cannot be written: it is not a plain file')
  const isInput = inputs.some((input) => {
    const { dev, ino } = fs.statSync(input)
    return dev === existing.dev && ino === existing.ino
  })
  if (isInput) throw refuse('cannot be written: it is an input of this command')
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
    const what = `cannot be written (${systemCode(error)})`
    throw new BadInput([{ file: outFile, line: 1, field: 'file', what }])
  }
}

function quote(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
