import { type ActionFunctionArgs } from '@remix-run/node'
import { type StoreBidChunkRefusal, storeBidChunk } from '#app/commands/store-bid-chunk.server.ts'
import { param } from '#app/http/params.ts'
import { CHUNK_BYTES } from '#app/sealing/envelope-header.ts'
import { jsonProblem, lateText, requireJsonContext } from './json-context.server.ts'

const REFUSALS: Record<Exclude<StoreBidChunkRefusal, 'not-found' | 'deadline-passed'>, string> = {
  'not-open-yet': '投标尚未开始',
  'no-such-chunk': '密封件没有这一块',
  'chunk-damaged': '这一块在传输中损坏或与清单不符，请重新上传',
}

/** Takes in one chunk of an envelope. */
export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireJsonContext(request, 'submit-bid')
  const content = new Uint8Array(await request.arrayBuffer())
  if (content.length > CHUNK_BYTES) return jsonProblem('每块不超过 1 MiB', 413)
  const uploadId = param(params, 'uploadId')
  const [file, position] = [
    wholeNumber(param(params, 'file')),
    wholeNumber(param(params, 'position')),
  ]
  if (file === undefined || position === undefined) return jsonProblem('密封件没有这一块', 404)
  const stored = await storeBidChunk(context, { uploadId, file, position, content })
  if (stored.ok) return Response.json({ file, position })
  if (stored.refusal === 'not-found') return jsonProblem('没有这次上传，请刷新页面后继续', 404)
  if (stored.refusal === 'deadline-passed')
    return jsonProblem(await lateText(param(params, 'lotId')), 409)
  return jsonProblem(REFUSALS[stored.refusal], 409)
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined
}
