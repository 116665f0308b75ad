import { db } from '#app/database.server.ts'
import { listFindings } from '#db/queries/claims-imports.server.ts'
import { BYTE_ORDER_MARK, csvHeaders, csvLine } from './csv-text.ts'
import { findingFieldLabel, findingReasonLabel } from './import-text.ts'

const BATCH = 10_000

/** Every bad row of a refused file by number, field and reason, as long as it may be; no value of the file. */
export function findingsResponse(attemptId: string): Response {
  let after = 0
  let started = false
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const findings = await listFindings(db, attemptId, { limit: BATCH, after })
      const lines = findings.map(({ rowNumber, field, reason }) =>
        csvLine([String(rowNumber), findingFieldLabel(field), findingReasonLabel(reason)]),
      )
      const head = started ? '' : `${BYTE_ORDER_MARK}${csvLine(['行号', '列', '原因'])}`
      started = true
      controller.enqueue(encoder.encode(`${head}${lines.join('')}`))
      after = findings.at(-1)?.position ?? after
      if (findings.length < BATCH) controller.close()
    },
  })
  return new Response(body, { headers: csvHeaders('赔付明细错误清单.csv') })
}
