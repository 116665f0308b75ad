const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_DIGITS = '10X98765432'

/** The check digit of 17 digits (公民身份号码校验码). Basis: GB 11643-1999. */
function checkDigitOf(digits: string): string {
  const total = WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0)
  return CHECK_DIGITS[total % 11] ?? ''
}

/** Whether text has the form of an identity number, right or wrong. */
export function looksLikeIdentityNumber(text: string): boolean {
  return /^\d{17}[\dX]$/.test(text)
}

/** 公民身份号码, with its check digit right. */
export function isIdentityNumber(text: string): boolean {
  return looksLikeIdentityNumber(text) && checkDigitOf(text) === text[17]
}

/** One person, one text: no space around, the check digit X in upper case. */
export function normalisePersonId(text: string): string {
  const trimmed = text.trim()
  return /^\d{17}x$/.test(trimmed) ? trimmed.toUpperCase() : trimmed
}

/**
 * Whether an identity number stands in a text, however it is spaced or written. A day of birth
 * and the check digit tell it from the other long numbers, of batches and bills.
 */
export function containsIdentityNumber(text: string): boolean {
  const plain = text.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '')
  for (const [, candidate = ''] of plain.matchAll(/(?=(\d{17}[\dX]))/g))
    if (hasDayOfBirth(candidate) && isIdentityNumber(candidate)) return true
  return false
}

function hasDayOfBirth(candidate: string): boolean {
  return /^[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(candidate)
}
