import { type LoaderFunctionArgs } from '@remix-run/node'
import { db } from '#app/database.server.ts'
import { type SheetColumn } from '#app/documents/render-xlsx.server.ts'
import { type PublishedAccount, listPublishedAccounts } from '#db/queries/settlements.server.ts'
import { EVERY_ROW, sheetResponse } from './sheet-response.server.ts'

const COLUMNS: readonly SheetColumn<PublishedAccount>[] = [
  { header: '统筹地区', width: 18, kind: 'text', value: ({ region }) => region },
  { header: '承办保险公司', width: 36, kind: 'text', value: ({ insurerName }) => insurerName },
  { header: '年度起', width: 14, kind: 'date', value: ({ startsOn }) => startsOn },
  { header: '年度止', width: 14, kind: 'date', value: ({ endsOn }) => endsOn },
  { header: '参保人数', width: 14, kind: 'count', value: ({ headcount }) => headcount },
  { header: '保费', width: 20, kind: 'money', value: ({ premium }) => premium },
  { header: '已发生赔款', width: 20, kind: 'money', value: ({ incurredClaims }) => incurredClaims },
  { header: '认可成本', width: 20, kind: 'money', value: ({ admittedCost }) => admittedCost },
  { header: '赔付率', width: 12, kind: 'rate', value: ({ lossRatio }) => lossRatio },
  { header: '收支差额', width: 20, kind: 'money', value: ({ balance }) => balance },
  { header: '保险公司留存', width: 20, kind: 'money', value: ({ keptByInsurer }) => keptByInsurer },
  { header: '返还基金', width: 20, kind: 'money', value: ({ returnedToFund }) => returnedToFund },
  { header: '基金分担', width: 20, kind: 'money', value: ({ borneByFund }) => borneByFund },
]

/** The public accounts with the page's filters, beside the CSV. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const filter = {
    region: searchParams.get('region') ?? '',
    insurerName: searchParams.get('insurer') ?? '',
  }
  const { items } = await listPublishedAccounts(db, filter, EVERY_ROW)
  return sheetResponse('年度收支公开', COLUMNS, items)
}
