import { type LoaderFunctionArgs } from '@remix-run/node'
import { db } from '#app/database.server.ts'
import { formatRate, formatYuan } from '#app/domain/money.ts'
import { listPublishedAccounts } from '#db/queries/settlements.server.ts'

const MOST_ROWS = 10_000

/** The public accounts as a spreadsheet opens them: UTF-8 with a byte order mark. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const filter = {
    region: searchParams.get('region') ?? '',
    insurerName: searchParams.get('insurer') ?? '',
  }
  const { items } = await listPublishedAccounts(db, filter, { limit: MOST_ROWS, offset: 0 })
  const rows = items.map((account) => [
    account.region,
    account.insurerName,
    account.startsOn,
    account.endsOn,
    account.headcount.toString(),
    formatYuan(account.premium),
    formatYuan(account.incurredClaims),
    formatYuan(account.admittedCost),
    formatRate(account.lossRatio),
    formatYuan(account.balance),
    formatYuan(account.keptByInsurer),
    formatYuan(account.returnedToFund),
    formatYuan(account.borneByFund),
  ])
  const header = [
    '统筹地区',
    '承办保险公司',
    '年度起',
    '年度止',
    '参保人数',
    '保费',
    '已发生赔款',
    '认可成本',
    '赔付率',
    '收支差额',
    '保险公司留存',
    '返还基金',
    '基金分担',
  ]
  const csv = [header, ...rows].map((row) => row.map(quote).join(',')).join('\r\n')
  return new Response(`\uFEFF${csv}\r\n`, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent('年度收支公开.csv')}`,
    },
  })
}

/** Text that a spreadsheet could take for a formula is made plain. */
function quote(value: string): string {
  const plain = /^[=+@\t]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
