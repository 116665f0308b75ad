import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DataTable } from '#app/components/data-table.tsx'
import { dateText, rateText } from '#app/components/format.ts'
import { MonthlyDevelopment } from '#app/components/monthly-development.tsx'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { Money, Rate } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { type DevelopedMonth, developMonths } from '#app/domain/claims/develop-months.ts'
import { type Fen } from '#app/domain/money.ts'
import { listMonthlyClaims, listYearsToCompare } from '#db/queries/claims-development.server.ts'
import { requireBenefitsYear, yearCrumbs, yearLead } from './benefits-year.server.ts'

export const meta: MetaFunction = () => [{ title: '逐月赔付 · 共济' }]

const YEARS = 4 // this one and three before

type Year = { id: string; label: string; premium: Fen | null; months: DevelopedMonth[] }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { year, scope } = await requireBenefitsYear({ request, params })
  const compared = await listYearsToCompare(db, year, scope, YEARS)
  const years: Year[] = await Promise.all(
    compared.map(async ({ id, key, contractNumber, startsOn, endsOn, premium }) => ({
      id,
      label: `${dateText(startsOn)}—${dateText(endsOn)}（${contractNumber}）`,
      premium,
      months: developMonths(await listMonthlyClaims(db, { yearKey: key }), premium),
    })),
  )
  return { crumbs: yearCrumbs(year), lead: yearLead(year), years }
}

export default function DevelopmentPage() {
  const { crumbs, lead, years } = useLoaderData<typeof loader>()
  const [current, ...earlier] = years
  const table = Array.from({ length: 12 }, (_, index) => index + 1)
  return (
    <Page title="逐月赔付" crumbs={crumbs} lead={lead}>
      <p>
        大病保险按年累计，越过起付线才开始赔付，赔付多数集中在年末几个月。年中的赔付率（已付赔款÷全年保费）因此远低于全年，不能据以判断盈亏；应与以前年度的同一个月相比。
      </p>
      {current ? <Standing current={current} earlier={earlier} /> : null}
      {years.every(({ months }) => months.length === 0) ? (
        <EmptyState title="还没有入账的赔付明细">明细入账后，按就诊月份累计显示。</EmptyState>
      ) : (
        <>
          <Section title="逐月累计">
            <MonthlyDevelopment years={years} />
          </Section>
          <Section title="各年度同月累计">
            <DataTable
              caption="截至当月累计已付赔款（元）及占全年保费"
              rows={table}
              keyOf={String}
              columns={[
                { header: '月份', cell: (month) => `第 ${month} 个月` },
                ...years.map(({ label, months }) => ({
                  header: label,
                  align: 'number' as const,
                  cell: (month: number) => <MonthValue at={months[month - 1]} />,
                })),
              ]}
            />
          </Section>
        </>
      )}
    </Page>
  )
}

function MonthValue({ at }: { at: DevelopedMonth | undefined }) {
  if (!at) return '—'
  return (
    <>
      <Money fen={at.cumulative} unit="" />
      {at.ofPremium === null ? null : (
        <>
          {' · '}
          <Rate ppm={at.ofPremium} />
        </>
      )}
    </>
  )
}

/** Where the year stands, said in words against the same month of the years before. */
function Standing({ current, earlier }: { current: Year; earlier: readonly Year[] }) {
  const now = current.months.at(-1)
  if (!now) return null
  const same = earlier.flatMap(({ label, months }) => {
    const then = months[now.month - 1]
    const complete = months.length === 12
    return then && complete ? [{ label, month: then }] : []
  })
  return (
    <Section title="目前进度">
      <p>
        本年度到第 {now.month} 个月累计已付 <Money fen={now.cumulative} />
        {now.ofPremium === null ? '。' : `，为全年保费的 ${rateText(now.ofPremium)}。`}
      </p>
      <ul>
        {same.map(({ label, month: then }) => (
          <li key={label}>
            {label}同期已付 <Money fen={then.cumulative} />
            {then.ofPremium === null ? '' : `，为当年保费的 ${rateText(then.ofPremium)}`}
            ，为其全年赔款的 {rateText(then.ofYear)}。
          </li>
        ))}
      </ul>
    </Section>
  )
}
