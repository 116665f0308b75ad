import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button.tsx'
import { dateText } from '#app/components/format.ts'
import { accountName, periodLabel } from '#app/components/ledger-labels.ts'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { addDays } from '#app/domain/calendar.ts'
import { balanceSheet, incomeStatement } from '#app/domain/ledger/statements.ts'
import { sumAccounts } from '#db/queries/ledger.server.ts'
import { findSettlementInputs, listTurnover } from '#db/queries/statements.server.ts'
import { readPeriod, requireAccounts } from './accounts-page.server.ts'
import { BankAccounts } from './bank-accounts.tsx'
import { InputTable } from './input-table.tsx'
import { PeriodLinks } from './period-links.tsx'
import { BalanceTable, IncomeTable } from './statement-tables.tsx'

export const meta: MetaFunction = () => [{ title: '单独核算 · 共济' }]

const BANK_ACCOUNTS = ['income-account', 'payout-account'] as const

export async function loader(args: LoaderFunctionArgs) {
  const { year, settled, mayKeep, crumbs } = await requireAccounts(args)
  const { period, periods } = readPeriod(args.request, year)
  const opening = await sumAccounts(db, year.contractId, { until: addDays(period.from, -1) })
  const closing = await sumAccounts(db, year.contractId, { until: period.until })
  const turnover = await listTurnover(db, year.contractId, period)
  return {
    year: { id: year.id, number: year.number, title: year.tenderTitle, lotName: year.lotName },
    settled,
    mayKeep,
    crumbs: crumbs.slice(0, -1),
    period,
    periods,
    banks: BANK_ACCOUNTS.map((account) => {
      const moved = turnover.find((one) => one.account === account)
      return {
        account,
        opening: opening.get(account) ?? 0n,
        received: moved?.debit ?? 0n,
        paid: moved?.credit ?? 0n,
        closing: closing.get(account) ?? 0n,
      }
    }),
    income: incomeStatement(await sumAccounts(db, year.contractId, period)),
    sheet: balanceSheet(closing),
    inputs: await findSettlementInputs(db, year.id),
  }
}

export default function AccountsPage() {
  const { year, settled, mayKeep, crumbs, period, periods, banks, income, sheet, inputs } =
    useLoaderData<typeof loader>()
  const base = `/contract-years/${year.id}/accounts`
  const overdrawn = banks.filter(({ closing }) => closing < 0n)
  return (
    <Page
      title="单独核算"
      crumbs={crumbs}
      lead={`${year.title} · ${year.lotName} · 第${year.number}年度 · ${periodLabel(period)}（${dateText(period.from)}—${dateText(period.until)}）`}
      actions={
        <>
          <LinkButton to={`${base}/entries`} tone="plain">
            记账凭证
          </LinkButton>
          <LinkButton to={`${base}/costs`} tone="plain">
            费用
          </LinkButton>
          <LinkButton to={`${base}/reserves`} tone="plain">
            未决赔款准备金
          </LinkButton>
          <LinkButton to={`${base}/transfers`} tone="plain">
            资金划转
          </LinkButton>
        </>
      }
    >
      <PeriodLinks periods={periods} period={period} />
      {overdrawn.map(({ account }) => (
        <Alert key={account} tone="warning" title={`${accountName(account)}期末余额为负`}>
          <p>
            {account === 'payout-account'
              ? '赔付已由公司垫付，应从收入户划转资金补足。'
              : '划转多于到账的保费，请核对到账与划转记录。'}
            {mayKeep ? <Link to={`${base}/transfers`}>登记资金划转</Link> : null}
          </p>
        </Alert>
      ))}
      <Section
        title="收入户与支出户"
        actions={
          <span className="no-print">
            <a href={`${base}/statements.xlsx?period=${period.key}`}>报表 XLSX</a>{' '}
            <a href={`${base}/entries.xlsx`}>凭证 XLSX</a>
          </span>
        }
      >
        <BankAccounts banks={banks} base={base} period={period.key} />
      </Section>
      <Section title={`收支表（${periodLabel(period)}）`}>
        <IncomeTable statement={income} base={base} period={period.key} />
      </Section>
      <Section title={`资产负债表（${dateText(period.until)}）`}>
        <BalanceTable sheet={sheet} base={base} period={period.key} />
      </Section>
      <Section title="年度结算取数">
        <InputTable inputs={inputs} base={base} settled={settled} />
      </Section>
    </Page>
  )
}
