import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { requirePermission } from '#app/auth/session.server.ts'
import { invalid, parseForm } from '#app/forms/parse-form.server.ts'
import { listColumnLabel, listProblemLabel, readReport } from './list-report.ts'

const reportForm = z.object({ report: z.string({ error: '缺少错误明细' }) })

/** The report of a refused list as a spreadsheet opens it. Nothing is stored, so the page sends it along. */
export async function action({ request }: ActionFunctionArgs) {
  await requirePermission(request, 'keep-registers')
  const form = await parseForm(request, reportForm)
  if (!form.ok) return invalid(form.state)
  const rows = readReport(form.value.report).map(({ row, field, problem }) => [
    String(row),
    listColumnLabel[field],
    listProblemLabel[problem],
  ])
  const csv = [['行', '列', '原因'], ...rows].map((row) => row.join(',')).join('\r\n')
  return new Response(`\uFEFF${csv}\r\n`, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent('名录错误明细.csv')}`,
    },
  })
}

export function loader() {
  return redirect('/administration/qualified-lists/new')
}
