import { type LoaderFunctionArgs } from '@remix-run/node'
import { param } from '#app/http/params.ts'
import { listStoredChunks, shareOwnUpload } from '#db/queries/bid-uploads.server.ts'
import { jsonProblem, requireJsonContext } from './json-context.server.ts'

/** Which chunks of the bidder's own upload have arrived, so that only the others are sent. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { db, actor } = await requireJsonContext(request, 'submit-bid')
  const id = param(params, 'uploadId')
  const upload = await shareOwnUpload(db, { id, bidderId: actor.organisationId })
  if (upload?.lotId !== param(params, 'lotId')) return jsonProblem('没有这次上传', 404)
  const stored = await listStoredChunks(db, id)
  return Response.json({
    stored: stored.map(({ file, position }) => ({ file, position })),
    submitted: upload.submitted,
  })
}
