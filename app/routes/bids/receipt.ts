import { type LoaderFunctionArgs } from '@remix-run/node'
import { requirePermission } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { writeReceipt } from '#app/sealing/receipt.ts'
import { findOwnReceipt } from '#db/queries/sealed-log.server.ts'

/** A bidder's own receipt, as a file to keep. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'edit-bid')
  const found = await findOwnReceipt(db, {
    entryId: param(params, 'entryId'),
    bidderId: viewer.organisationId,
  })
  if (found?.lotId !== param(params, 'lotId')) return notFound('没有这份回执')
  const { statement, signature, publicKey, position } = found
  return new Response(writeReceipt({ statement, signature, publicKey }), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`回执-${position}.json`)}`,
      'Cache-Control': 'private, no-store',
    },
  })
}
