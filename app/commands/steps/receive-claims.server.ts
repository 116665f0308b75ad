import { createHash } from 'node:crypto'
import { ClaimsIntake } from '#app/claims-import/claims-intake.ts'
import { COPIED_COLUMNS, COPY_END, COPY_HEADER } from '#app/claims-import/copy-rows.ts'
import { type PseudonymKey } from '#app/claims-import/pseudonym-key.ts'
import { readClaimsCsv } from '#app/claims-import/read-claims-csv.ts'
import { readClaimsWorkbook } from '#app/claims-import/read-claims-workbook.server.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type ClaimsTotals } from '#app/domain/claims/claims-totals.ts'
import { copyInto } from '#db/queries/claims-connection.server.ts'
import { type ClaimsStage, countStagedPersons } from '#db/queries/claims-stage.server.ts'
import { type ImportLog } from './import-log.server.ts'

const WORTH_SENDING = 64 * 1024

export type ReceivedClaims = {
  sha256: string // of the bytes as they came
  totals: ClaimsTotals | null // null when the file could not be read to its end
}

/** Reads a whole file into the stage, checked and without persons' ids, as fast as it comes. */
export async function receiveClaims(
  {
    file,
    format,
    year,
    pseudonymKey,
  }: {
    file: AsyncIterable<Uint8Array>
    format: 'csv' | 'xlsx'
    year: { startsOn: PlainDate; endsOn: PlainDate }
    pseudonymKey: PseudonymKey
  },
  stage: ClaimsStage,
  log: ImportLog,
): Promise<ReceivedClaims> {
  const hash = createHash('sha256')
  const chunks = hashing(file, hash)
  const intake = new ClaimsIntake(pseudonymKey, year)
  const read = format === 'csv' ? readClaimsCsv : readClaimsWorkbook
  await log.tell('receiving', 0)
  const sink = await copyInto(stage, COPIED_COLUMNS)
  try {
    await sink.write(COPY_HEADER)
    for await (const _pause of read(kept(chunks), intake)) {
      if (intake.copy.length >= WORTH_SENDING) await sink.write(intake.copy.take())
      if (intake.problems.length > 0) await log.add(intake.takeProblems())
      await log.tell('receiving', intake.rows)
    }
    await sink.write(intake.copy.take())
    await sink.write(COPY_END)
    await sink.end()
  } catch (error) {
    await sink.giveUp()
    throw error
  }
  await log.add(intake.takeProblems())
  await log.tell('checking', intake.rows)
  // Read to its end even when it is no use: a sender cut off would never see the answer.
  for await (const _rest of chunks) continue
  return {
    sha256: hash.digest('hex'),
    totals: intake.unreadable ? null : intake.totals(await countStagedPersons(stage)),
  }
}

async function* hashing(
  file: AsyncIterable<Uint8Array>,
  hash: { update: (chunk: Uint8Array) => unknown },
): AsyncGenerator<Uint8Array, undefined> {
  for await (const chunk of file) {
    hash.update(chunk)
    yield chunk
  }
}

/** The same chunks, going on after a reader that stopped early. */
function kept(chunks: AsyncGenerator<Uint8Array, undefined>): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => ({ next: () => chunks.next() }) }
}
