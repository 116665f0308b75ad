import { Form, useNavigation } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { sizeText } from '#app/components/format.ts'
import { attachmentKindLabel } from '#app/components/labels.ts'
import { EmptyState, Section } from '#app/components/page.tsx'
import { HashText } from '#app/components/values.tsx'
import { ATTACHMENT_KINDS, type AttachmentReference } from '#app/domain/bid/bid-content.ts'
import { PlainFileField, PlainSelectField } from '#app/forms/plain-inputs.tsx'
import { PostButton } from '#app/forms/post-button.tsx'

/** The files of a bid: list, upload, removal. */
export function BidFiles({
  lotId,
  attachments,
  open,
  attachmentId,
}: {
  lotId: string
  attachments: readonly AttachmentReference[]
  open: boolean
  attachmentId: string
}) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Section title="附件">
      <DataTable
        caption="已上传的附件"
        rows={attachments}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title="还没有附件">
            精算意见书、法律意见书和总公司授权书为必需附件。
          </EmptyState>
        }
        columns={[
          { header: '类别', cell: ({ kind }) => attachmentKindLabel[kind] },
          {
            header: '文件',
            cell: ({ id, fileName }) => (
              <a href={`/bid-files/${id}`} download>
                {fileName}
              </a>
            ),
          },
          { header: '大小', align: 'number', cell: ({ size }) => sizeText(size) },
          { header: '校验值（SHA-256）', cell: ({ sha256 }) => <HashText sha256={sha256} /> },
          {
            header: '操作',
            cell: ({ id }) =>
              open ? (
                <PostButton action={`/bid-files/${id}/remove`} label="移除" tone="danger" />
              ) : (
                '—'
              ),
          },
        ]}
      />
      {open ? (
        <Form
          method="post"
          action={`/lots/${lotId}/bid/files`}
          encType="multipart/form-data"
          className="form"
        >
          <input type="hidden" name="attachmentId" value={attachmentId} />
          <div className="form-grid">
            <PlainSelectField
              name="kind"
              label="附件类别"
              options={ATTACHMENT_KINDS.map((kind) => ({
                value: kind,
                label: attachmentKindLabel[kind],
              }))}
            />
            <PlainFileField
              name="file"
              label="选择文件"
              hint="PDF、DOCX、XLSX、JPG、PNG 或 ZIP，每个不超过 20 MiB"
              accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png,.zip"
            />
          </div>
          <div className="form-actions">
            <Button type="submit" disabled={busy}>
              {busy ? '正在上传…' : '上传附件'}
            </Button>
          </div>
        </Form>
      ) : null}
    </Section>
  )
}
