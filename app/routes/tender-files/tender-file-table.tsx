import { DataTable } from '#app/components/data-table.tsx'
import { sizeText } from '#app/components/format.ts'
import { EmptyState } from '#app/components/page.tsx'
import { HashText } from '#app/components/values.tsx'
import { type TenderFileKind } from '#app/domain/tender/tender-file.ts'
import { PostButton } from '#app/forms/post-button.tsx'
import { type TenderFile } from '#db/queries/tender-files.server.ts'

export const tenderFileKindLabel: Record<TenderFileKind, string> = {
  'experience-data': '既往赔付数据',
  annex: '其他附件',
}

/** The files of a tender, to save and, while it is a draft, to remove. */
export function TenderFileTable({
  files,
  removable = false,
  empty,
}: {
  files: readonly TenderFile[]
  removable?: boolean
  empty: string
}) {
  return (
    <DataTable
      caption="招标文件附件"
      rows={files}
      keyOf={({ id }) => id}
      empty={<EmptyState title="没有附件">{empty}</EmptyState>}
      columns={[
        { header: '类别', cell: ({ kind }) => tenderFileKindLabel[kind] },
        {
          header: '文件',
          cell: ({ id, fileName }) => (
            <a href={`/tender-files/${id}`} download>
              {fileName}
            </a>
          ),
        },
        { header: '大小', align: 'number', cell: ({ size }) => sizeText(size) },
        { header: '校验值（SHA-256）', cell: ({ sha256 }) => <HashText sha256={sha256} /> },
        ...(removable
          ? [
              {
                header: '操作',
                cell: ({ id }: TenderFile) => (
                  <PostButton action={`/tender-files/${id}/remove`} label="移除" tone="danger" />
                ),
              },
            ]
          : []),
      ]}
    />
  )
}
