import { type LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.ts'
import { findChunk } from '#db/queries/bid-uploads.server.ts'
import { listOwnSubmissions } from '#db/queries/bids.server.ts'
import { jsonProblem, requireJsonContext } from './json-context.server.ts'

/** A chunk of a bidder's own envelope, still sealed: its browser opens it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { db, actor } = await requireJsonContext(request, 'edit-bid')
  const key = { lotId: param(params, 'lotId'), bidderId: actor.organisationId }
  const submissions = await listOwnSubmissions(db, key)
  const own = submissions.find(({ id }) => id === params.submissionId)
  const [file, position] = [param(params, 'file'), param(params, 'position')]
  const isPlace = /^\d{1,4}$/.test(file) && /^\d{1,4}$/.test(position)
  const place = own && isPlace && { file: Number(file), position: Number(position) }
  const chunk = place && (await findChunk(db, { uploadId: own.uploadId, ...place }))
  if (!chunk) return jsonProblem('没有这一块密封件', 404)
  return new Response(new Uint8Array(chunk), {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Cache-Control': 'private, no-store',
    },
  })
}
