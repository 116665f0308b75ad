import { type LoaderFunctionArgs } from '@remix-run/node'
import { contractScope } from '#app/auth/contract-scope.server.ts'
import { requirePermission } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { type SheetColumn } from '#app/documents/render-xlsx.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { sheetResponse } from '#app/routes/documents/sheet-response.server.ts'
import { findContractYear } from '#db/queries/contract-years.server.ts'
import { type PremiumPayment, listPremiumPayments } from '#db/queries/premium-payments.server.ts'

const COLUMNS: readonly SheetColumn<PremiumPayment>[] = [
  { header: '拨付日期', width: 14, kind: 'date', value: ({ paidOn }) => paidOn },
  { header: '金额', width: 20, kind: 'money', value: ({ amount }) => amount },
  { header: '拨付凭证', width: 36, kind: 'text', value: ({ document }) => document },
  { header: '登记人', width: 12, kind: 'text', value: ({ recorderName }) => recorderName },
  { header: '到账日期', width: 14, kind: 'date', value: ({ receivedOn }) => receivedOn },
  { header: '银行回单', width: 36, kind: 'text', value: (one) => one.receiptDocument ?? '' },
  { header: '确认人', width: 12, kind: 'text', value: (one) => one.confirmerName ?? '' },
]

/** A year's payments and receipts, as on its page. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'see-contracts')
  const year =
    (await findContractYear(db, param(params, 'yearId'), contractScope(viewer))) ??
    notFound('没有这个合同年度')
  const payments = await listPremiumPayments(db, year.id)
  return sheetResponse(`第${year.number}年度保费拨付`, COLUMNS, payments)
}
