import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  data,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import {
  type ImportQualifiedListRefusal,
  importQualifiedList,
} from '#app/commands/import-qualified-list.server.ts'
import { Button } from '#app/components/button.tsx'
import { Page, Section } from '#app/components/page.tsx'
import {
  type ListRowProblem,
  readQualifiedRows,
} from '#app/domain/qualification/qualified-insurers.ts'
import { chinaDate, identifier, requiredText } from '#app/forms/fields.ts'
import { type FormState } from '#app/forms/form-state.ts'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { PlainFileField, PlainTextField } from '#app/forms/plain-inputs.tsx'
import { ActRefusal } from '#app/forms/post-button.tsx'
import { sha256Hex } from '#app/sealing/hash.ts'
import { ImportReport } from './import-report.tsx'
import { type ListFileRefusal, readListFile } from './qualified-list-file.server.ts'

export const meta: MetaFunction = () => [{ title: '导入资质名录 · 共济' }]

const importForm = z.object({
  id: identifier('名录标识'),
  inForceFrom: chinaDate('生效日'),
  source: requiredText('文号'),
  file: z.instanceof(File, { error: '请选择文件' }),
})

const FILE_REFUSALS: Record<ListFileRefusal, string> = {
  'empty-file': '文件是空的，请重新选择',
  'too-large': '文件超过 5 MiB，或解压后过大',
  'not-a-table': '不是 UTF-8 或 GB18030 编码的 CSV 文件，也不是 XLSX 文件',
  'unreadable-workbook': 'XLSX 文件已损坏或加密，无法读取',
  'header-missing': '首行须有且只有一次“名称、级别、总公司、地区”各列标题',
  'ragged-row': '有的行比标题行多出内容，请检查逗号与引号',
  'too-many-rows': '每份名录最多20,000行',
}

const REFUSALS: Record<ImportQualifiedListRefusal, { field: string; text: string }> = {
  'source-missing': { field: 'source', text: '请填写文号' },
  'empty-list': { field: 'file', text: '名录里没有机构' },
  'too-many-rows': { field: 'file', text: '每份名录最多20,000行' },
  'rows-refused': { field: 'file', text: '名录有错误，没有导入' },
  'same-day-twice': { field: 'inForceFrom', text: '已有同一生效日的名录，不能再次导入' },
}

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePermission(request, 'keep-registers')
  return { id: randomUUID() }
}

export async function action({ request }: ActionFunctionArgs) {
  const context = await requireContext(request, 'keep-registers')
  const form = await parseForm(request, importForm)
  if (!form.ok) return invalid(form.state)
  const { file, ...list } = form.value
  const content = new Uint8Array(await file.arrayBuffer())
  const rows = await readListFile(content)
  if (!rows.ok) {
    const { values } = form.state
    return invalid({ errors: { file: FILE_REFUSALS[rows.refusal] }, values })
  }
  const { problems } = readQualifiedRows(rows.value)
  if (problems.length > 0) return reported(problems, form.state)
  const imported = await importQualifiedList(context, {
    ...list,
    fileName: file.name.replaceAll(/\p{Cc}/gu, '').slice(-120) || '名录',
    fileSha256: await sha256Hex(content),
    rows: rows.value,
  })
  if (imported.ok) return redirect(`/administration/qualified-lists/${list.id}`)
  const { field, text } = REFUSALS[imported.refusal]
  return refused(text, form.state, field)
}

type ImportState = FormState & { problems?: readonly ListRowProblem[] }

function reported(problems: readonly ListRowProblem[], { values }: FormState) {
  const state: ImportState = { errors: { file: '名录有错误，没有导入' }, values, problems }
  return data(state, { status: 400 })
}

export default function NewQualifiedListPage() {
  const { id } = useLoaderData<typeof loader>()
  const state = useActionData<ImportState>()
  const busy = useNavigation().state !== 'idle'
  const typed = (name: string) => state?.values[name]?.[0]
  return (
    <Page
      title="导入资质名录"
      crumbs={[{ to: '/administration/qualified-lists', label: '资质名录' }]}
      lead="整份文件一次导入；有一行错误就全部不导入，并列出每处错误。"
    >
      {state?.problems ? <ImportReport problems={state.problems} /> : <ActRefusal />}
      <Section title="名录文件">
        <Form method="post" encType="multipart/form-data" className="form">
          <input type="hidden" name="id" value={id} />
          <div className="form-grid">
            <PlainTextField
              name="inForceFrom"
              label="生效日"
              type="date"
              error={state?.errors.inForceFrom}
              defaultValue={typed('inForceFrom')}
            />
            <PlainTextField
              name="source"
              label="文号"
              hint="公布名录的文件"
              error={state?.errors.source}
              defaultValue={typed('source')}
            />
            <PlainFileField
              name="file"
              label="选择文件"
              hint="CSV（UTF-8 或 GB18030）或 XLSX 的第一张表，列：名称、级别、总公司、地区；不超过 5 MiB"
              error={state?.errors.file}
              accept=".csv,.xlsx"
            />
          </div>
          <div className="form-actions">
            <Button type="submit" disabled={busy}>
              {busy ? '正在导入…' : '导入'}
            </Button>
          </div>
        </Form>
      </Section>
    </Page>
  )
}
