import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext } from '#app/auth/session.server.ts'
import { type ReverseImportRefusal, reverseImport } from '#app/commands/reverse-import.server.ts'
import { countText, moneyText } from '#app/components/format.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { requiredText } from '#app/forms/fields.ts'
import { TextArea, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findAttempt, findImportByKey } from '#db/queries/claims-imports.server.ts'
import { crumbsOf, requireClaimsYear } from './claims-year.server.ts'

export const meta: MetaFunction = () => [{ title: '冲回赔付明细 · 共济' }]

const reversalForm = z.object({
  reason: requiredText('冲回理由'),
  document: requiredText('依据文件'),
})

const REFUSALS: Record<Exclude<ReverseImportRefusal, 'not-found'>, string> = {
  'reason-missing': '请填写冲回理由和依据文件',
  settled: '本年度结算已经审定，不能再冲回赔付明细',
  'already-reversed': '这份文件已经冲回',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { year } = await requireClaimsYear(request, params, 'reverse-import')
  const contractYearId = year.id
  const attemptId = param(params, 'attemptId')
  const attempt = await findAttempt(db, { contractYearId, attemptId })
  const file = attempt?.importKey ? await findImportByKey(db, attempt.importKey) : undefined
  if (!file) return notFound('没有这份入账文件')
  const { number, reference, totals, paid } = file
  return {
    yearId: year.id,
    crumbs: crumbsOf(year),
    attemptId,
    number,
    reference,
    rows: totals.rows,
    paid,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'reverse-import')
  const form = await parseForm(request, reversalForm)
  if (!form.ok) return invalid(form.state)
  const contractYearId = param(params, 'yearId')
  const attemptId = param(params, 'attemptId')
  const attempt = await findAttempt(db, { contractYearId, attemptId })
  if (!attempt?.importKey) return notFound('没有这份入账文件')
  const reversed = await reverseImport(context, { importKey: attempt.importKey, ...form.value })
  if (reversed.ok) return redirect(`/contract-years/${contractYearId}/claims/${attemptId}`)
  if (reversed.refusal === 'not-found') return notFound('没有这份入账文件')
  return refused(REFUSALS[reversed.refusal], form.state)
}

export default function ReverseImportPage() {
  const { yearId, crumbs, attemptId, number, reference, rows, paid } =
    useLoaderData<typeof loader>()
  const base = `/contract-years/${yearId}/claims`
  return (
    <Page
      title="冲回赔付明细"
      crumbs={[
        ...crumbs,
        { to: base, label: '赔付明细' },
        { to: `${base}/${attemptId}`, label: reference },
      ]}
    >
      <Section title={`第${number}号文件`}>
        <p>
          整份文件的 {countText(rows)} 笔、大病赔付 {moneyText(paid)}{' '}
          元将以一笔红字凭证冲回，不再计入本年度；原明细与凭证都保留。冲回后可以重新导入同一份或更正后的文件。
        </p>
        <ActionForm schema={reversalForm} submitLabel="确认冲回">
          <TextArea name="reason" label="冲回理由" />
          <TextField name="document" label="依据文件" hint="名称与文号" />
        </ActionForm>
      </Section>
    </Page>
  )
}
