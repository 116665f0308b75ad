import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import {
  type AttachTenderFileRefusal,
  attachTenderFile,
} from '#app/commands/attach-tender-file.server.ts'
import { Button } from '#app/components/button.tsx'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { TENDER_FILE_KINDS } from '#app/domain/tender/tender-file.ts'
import { choice, identifier } from '#app/forms/fields.ts'
import { type FormState } from '#app/forms/form-state.ts'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { PlainFileField, PlainSelectField } from '#app/forms/plain-inputs.tsx'
import { notFound, param } from '#app/http/params.ts'
import { listTenderFiles } from '#db/queries/tender-files.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import { TenderFileTable, tenderFileKindLabel } from './tender-file-table.tsx'

export const meta: MetaFunction = () => [{ title: '招标文件附件 · 共济' }]

const PUBLISHED = '招标公告已经发布，附件不能增减'

const REFUSALS: Record<Exclude<AttachTenderFileRefusal, 'not-found'>, string> = {
  'already-published': PUBLISHED,
  'empty-file': '文件是空的，请重新选择',
  'too-large': '文件超过 20 MiB，请压缩或拆分后上传',
  'unknown-type': '只接受 PDF、DOCX、XLSX、JPG、PNG 或 ZIP 文件，且文件内容须与扩展名一致',
  'already-attached': '同一文件已经上传',
  'too-many': '每个项目最多20个附件',
}

const uploadForm = z.object({
  fileId: identifier('附件标识'),
  kind: choice('附件类别', TENDER_FILE_KINDS),
  file: z.instanceof(File, { error: '请选择文件' }),
})

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'edit-tender')
  const tender = await findTender(db, param(params, 'tenderId'))
  if (tender?.procuringEntityId !== viewer.organisationId) return notFound('没有这个招标项目')
  return {
    fileId: randomUUID(),
    tenderId: tender.id,
    title: tender.terms.title,
    isDraft: tender.publishedAt === null,
    files: await listTenderFiles(db, tender.id),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'edit-tender')
  const tenderId = param(params, 'tenderId')
  const form = await parseForm(request, uploadForm)
  if (!form.ok) return invalid(form.state)
  const { fileId, kind, file } = form.value
  const attached = await attachTenderFile(context, {
    fileId,
    tenderId,
    kind,
    fileName:
      file.name
        .replaceAll(/\p{Cc}/gu, '')
        .replace(/^.*[/\\]/, '')
        .slice(-120) || '附件',
    content: new Uint8Array(await file.arrayBuffer()),
  })
  if (attached.ok) return redirect(`/tenders/${tenderId}/files`)
  if (attached.refusal === 'not-found') return notFound('没有这个招标项目')
  return refused(REFUSALS[attached.refusal], form.state, 'file')
}

export default function TenderFilesPage() {
  const { fileId, tenderId, title, isDraft, files } = useLoaderData<typeof loader>()
  const state = useActionData<FormState>()
  const busy = useNavigation().state !== 'idle'
  return (
    <Page
      title="招标文件附件"
      crumbs={[
        { to: '/tenders', label: '招标项目' },
        { to: `/tenders/${tenderId}`, label: title },
      ]}
      lead="既往赔付数据表等随招标文件提供；发布公告后保险公司登录可以下载，平台不记录由谁下载。"
    >
      <Section title="已上传">
        <TenderFileTable
          files={files}
          removable={isDraft}
          empty={isDraft ? '发布公告前可以上传。' : '本项目的招标文件没有附件。'}
        />
      </Section>
      <Section title="上传附件">
        {isDraft ? (
          <Form method="post" encType="multipart/form-data" className="form">
            <input type="hidden" name="fileId" value={fileId} />
            <div className="form-grid">
              <PlainSelectField
                name="kind"
                label="附件类别"
                defaultValue={state?.values.kind?.[0]}
                options={TENDER_FILE_KINDS.map((kind) => ({
                  value: kind,
                  label: tenderFileKindLabel[kind],
                }))}
              />
              <PlainFileField
                name="file"
                label="选择文件"
                hint="PDF、DOCX、XLSX、JPG、PNG 或 ZIP，每个不超过 20 MiB"
                error={state?.errors.file}
                accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png,.zip"
              />
            </div>
            <div className="form-actions">
              <Button type="submit" disabled={busy}>
                {busy ? '正在上传…' : '上传附件'}
              </Button>
            </div>
          </Form>
        ) : (
          <Alert tone="info" title={PUBLISHED} />
        )}
      </Section>
    </Page>
  )
}
