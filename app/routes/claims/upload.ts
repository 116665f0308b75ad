import { type ActionFunctionArgs } from '@remix-run/node'
import { notFound } from '#app/http/params.ts'
import { IMPORT_REFUSALS } from './import-text.ts'
import { hasReport, receiveUpload } from './receive-upload.server.ts'

/** Where the page’s script sends a file: its answer is the address to go to, or errors by field. */
export async function action({ request, params }: ActionFunctionArgs) {
  const received = await receiveUpload(request, params)
  if (received.kind === 'invalid')
    return Response.json({ errors: received.state.errors }, { status: 400 })
  if (received.kind === 'refused') {
    const { refusal } = received
    if (refusal === 'not-found') return notFound('没有这个合同年度')
    if (!hasReport(refusal))
      return Response.json({ errors: { root: IMPORT_REFUSALS[refusal] } }, { status: 409 })
  }
  return Response.json({ attemptId: received.attemptId })
}
