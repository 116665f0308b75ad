import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs } from '@remix-run/node'
import {
  type StartBidUploadRefusal,
  startBidUpload,
} from '#app/commands/start-bid-upload.server.ts'
import { param } from '#app/http/params.ts'
import { MOST_HEADER_BYTES } from '#app/sealing/envelope-header.ts'
import { jsonProblem, lateText, requireJsonContext } from './json-context.server.ts'

const REFUSALS: Record<
  Exclude<StartBidUploadRefusal, 'not-found' | 'deadline-passed' | 'envelope-too-large'>,
  string
> = {
  'lot-cancelled': '该采购包已终止招标，不再接收投标',
  'not-open-yet': '投标尚未开始',
  'no-sealing-key': '本公司还没有经过持有证明的密钥，请先在“我的密钥”中生成',
  'not-an-envelope': '这不是密封件，或清单不完整，请重新密封',
  'made-for-another': '密封件是为另一个采购包或另一投标人制作的',
  'documents-amended': '招标文件已更正，密封件是按更正前的版本制作的，请核对后重新密封',
  'keys-differ': '开标密钥或本公司密钥已更换，请重新密封',
}

/** Begins to take in an envelope; the body is its header. The same header again goes on. */
export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireJsonContext(request, 'submit-bid')
  const lotId = param(params, 'lotId')
  const header = new Uint8Array(await request.arrayBuffer())
  if (header.length > MOST_HEADER_BYTES) return jsonProblem('密封件清单过大', 413)
  const started = await startBidUpload(context, { uploadId: randomUUID(), lotId, header })
  if (started.ok) return Response.json(started.value)
  if (started.refusal === 'not-found') return jsonProblem('没有这个采购包', 404)
  if (started.refusal === 'envelope-too-large') return jsonProblem('密封件超过允许的大小', 413)
  if (started.refusal === 'deadline-passed') return jsonProblem(await lateText(lotId), 409)
  return jsonProblem(REFUSALS[started.refusal], 409)
}
