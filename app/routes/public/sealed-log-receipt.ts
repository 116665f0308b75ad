import { type LoaderFunctionArgs } from '@remix-run/node'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { writeReceipt } from '#app/sealing/receipt.ts'
import { listPublishedSealedLog } from '#db/queries/sealed-log.server.ts'

/** One entry of a published sealed log, as the receipt that its bidder was given. */
export async function loader({ params }: LoaderFunctionArgs) {
  const entries = await listPublishedSealedLog(db, param(params, 'tenderId'))
  const entryId = param(params, 'entryId')
  const { statement, signature, publicKey } =
    entries.find(({ id }) => id === entryId) ?? notFound('没有这份回执，或者该项目尚未开标')
  return new Response(writeReceipt({ statement, signature, publicKey }), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="receipt-${entryId}.json"`,
    },
  })
}
