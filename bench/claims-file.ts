import fs from 'node:fs'
import { type PlainDate, addDays, daysBetween } from '#app/domain/calendar.ts'
import { CLAIM_COLUMNS } from '#app/domain/claims/claim-column.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const ROWS_AT_ONCE = 1000

/** An identity number of nobody: a region that does not exist, with the check digit right. */
export function inventIdentityNumber(index: number): string {
  const born = addDays('1940-01-01', index % 29_000).replaceAll('-', '')
  const digits = `999${String(Math.floor(index / 29_000) % 1000).padStart(3, '0')}${born}${String((index * 7) % 1000).padStart(3, '0')}`
  const total = WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0)
  return digits + ('10X98765432'[total % 11] ?? '')
}

/** A year's claims in no order of persons, four a person, as an insurer's system would export them. */
export function* claimsFile({
  rows,
  startsOn,
  endsOn,
  firstRow = 0,
}: {
  rows: number
  startsOn: PlainDate
  endsOn: PlainDate
  firstRow?: number // for a further file of the same year
}): Generator<Buffer> {
  const length = daysBetween(startsOn, endsOn) + 1
  const days = Array.from({ length }, (_day, index) => addDays(startsOn, index))
  const persons = Math.max(1, Math.floor(rows / 4))
  let lines = [CLAIM_COLUMNS.join(',')]
  for (let row = firstRow; row < firstRow + rows; row += 1) {
    const person = (row * 7919) % persons
    const total = 1_000_000 + ((row * 104_729) % 30_000_000)
    const selfFunded = Math.floor(total / 10)
    const basicPaid = Math.floor(total / 2)
    const eligible = total - selfFunded - basicPaid
    const category = person % 10 === 0 ? '低保' : ''
    const place = row % 15 === 0 ? '省外' : ''
    lines.push(
      [
        `CL${String(row).padStart(10, '0')}`,
        inventIdentityNumber(person),
        days[(row * 31) % length],
        category,
        place,
        yuan(eligible),
        yuan(total),
        yuan(selfFunded),
        yuan(basicPaid),
        yuan(basicPaid),
        '',
        yuan(Math.floor(eligible * 0.6)),
      ].join(','),
    )
    if (lines.length >= ROWS_AT_ONCE) {
      yield Buffer.from(`${lines.join('\n')}\n`)
      lines = []
    }
  }
  if (lines.length > 0) yield Buffer.from(`${lines.join('\n')}\n`)
}

export function writeClaimsFile(place: string, file: Iterable<Buffer>): void {
  const descriptor = fs.openSync(place, 'w')
  for (const part of file) fs.writeSync(descriptor, part)
  fs.closeSync(descriptor)
}

function yuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
}
