import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { requireContext } from '#app/auth/session.server.ts'
import { type AttachBidFileRefusal, attachBidFile } from '#app/commands/attach-bid-file.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { ATTACHMENT_KINDS } from '#app/domain/bid/bid-content.ts'
import { choice, identifier } from '#app/forms/fields.ts'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'

const REFUSALS: Record<Exclude<AttachBidFileRefusal, 'not-found'>, string> = {
  'not-open-yet': '投标尚未开始',
  'deadline-passed': '投标已经截止，文件没有保存',
  'empty-file': '文件是空的，请重新选择',
  'too-large': '文件超过 20 MiB，请压缩或拆分后上传',
  'unknown-type': '只接受 PDF、DOCX、XLSX、JPG、PNG 或 ZIP 文件，且文件内容须与扩展名一致',
  'already-attached': '同一文件已经上传',
  'too-many': '每个采购包最多上传20个附件',
}

const uploadForm = z.object({
  attachmentId: identifier('附件标识'),
  kind: choice('附件类别', ATTACHMENT_KINDS),
  file: z.instanceof(File, { error: '请选择文件' }),
})

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'edit-bid')
  const lotId = param(params, 'lotId')
  const form = await parseForm(request, uploadForm)
  if (!form.ok) return invalid(form.state)
  const { attachmentId, kind, file } = form.value
  const content = new Uint8Array(await file.arrayBuffer())
  const attached = await attachBidFile(context, {
    attachmentId,
    lotId,
    kind,
    fileName: safeName(file.name),
    content,
  })
  if (attached.ok) return redirect(`/lots/${lotId}/bid`)
  if (attached.refusal === 'not-found') return notFound('没有这个采购包')
  return refused(REFUSALS[attached.refusal])
}

/** A name without a path or control characters, of a length that any file system takes. */
function safeName(name: string): string {
  return (
    name
      .replaceAll(/\p{Cc}/gu, '')
      .replace(/^.*[/\\]/, '')
      .slice(-120) || '附件'
  )
}

export default function AttachFilePage() {
  return <OperationPage title="上传附件" back={({ lotId }) => `/lots/${lotId}/bid`} />
}
