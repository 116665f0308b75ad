import { type LoaderFunctionArgs } from '@remix-run/node'
import { db } from '#app/database.server.ts'
import { type SheetColumn } from '#app/documents/render-xlsx.server.ts'
import { notFound } from '#app/http/params.ts'
import { EVERY_ROW, sheetResponse } from '#app/routes/documents/sheet-response.server.ts'
import { type BenefitDifference, listDifferences } from '#db/queries/benefit-run-lists.server.ts'
import { findChosenRun, requireBenefitsYear } from './benefits-year.server.ts'
import { askedKind, differenceLabel } from './difference-text.ts'

const COLUMNS: readonly SheetColumn<BenefitDifference>[] = [
  { header: '赔付编号', width: 24, kind: 'text', value: ({ claimId }) => claimId },
  { header: '差异类别', width: 12, kind: 'text', value: ({ kind }) => differenceLabel[kind] },
  { header: '就诊日期', width: 14, kind: 'date', value: ({ visitDate }) => visitDate },
  { header: '人员类别', width: 14, kind: 'text', value: ({ category }) => category ?? '' },
  { header: '就医地', width: 14, kind: 'text', value: ({ place }) => place ?? '' },
  { header: '合规费用', width: 18, kind: 'money', value: ({ eligibleExpense }) => eligibleExpense },
  { header: '应付', width: 18, kind: 'money', value: ({ due }) => due },
  { header: '已付', width: 18, kind: 'money', value: ({ paid }) => paid },
  { header: '已付减应付', width: 18, kind: 'money', value: ({ due, paid }) => paid - due },
]

/** A run's differences with the page's filter. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { year } = await requireBenefitsYear({ request, params })
  const url = new URL(request.url)
  const run = (await findChosenRun(year.id, url)) ?? notFound('还没有复算过')
  const filter = { yearKey: year.key, runKey: run.key, kind: askedKind(url) || undefined }
  return sheetResponse('待遇复算差异', COLUMNS, await listDifferences(db, filter, EVERY_ROW))
}
