import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ContractTermsSections } from '#app/components/contract-terms.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { dateText } from '#app/components/format.ts'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime } from '#app/components/values.tsx'
import { YearlyTrend } from '#app/components/yearly-trend.tsx'
import { DocumentLinks } from '#app/components/document-links.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { amendmentState } from '#app/domain/contract/contract-amendment.ts'
import { notFound, param } from '#app/http/params.ts'
import { AmendmentTable } from '#app/routes/contracts/amendment-table.tsx'
import { loadContractChanges } from '#app/routes/contracts/contract-changes.server.ts'
import { loadContractCheck } from '#app/routes/contracts/contract-check.server.ts'
import { ContractCheckSection } from '#app/routes/contracts/contract-check-section.tsx'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listContractYears } from '#db/queries/contract-years.server.ts'
import { findSignedContract } from '#db/queries/contracts.server.ts'

export const meta: MetaFunction = () => [{ title: '合同公开 · 共济' }]

export async function loader({ params }: LoaderFunctionArgs) {
  const contract =
    (await findSignedContract(db, param(params, 'contractId'))) ?? notFound('没有这个已签订的合同')
  const {
    number,
    tenderId,
    tenderTitle,
    lotName,
    lotId,
    policyholderName,
    insurerName,
    terms,
    confirmations,
  } = contract
  const years = await listContractYears(db, contract.id)
  const today = dateInChina(await databaseClock(db))
  const check = await loadContractCheck(contract, today)
  const changes = await loadContractChanges(contract, today)
  return {
    check,
    coverEnd: changes.coverEnd,
    endsEarly: changes.coverEnd < terms.endsOn,
    amendments: changes.amendments.filter((one) => amendmentState(one) === 'signed'),
    contract: {
      id: contract.id,
      number,
      tenderId,
      tenderTitle,
      lotName,
      lotId,
      policyholderName,
      insurerName,
    },
    signedAt: confirmations.at(-1)?.confirmedAt ?? null,
    // Figures of a year are public only once they are disclosed.
    years: years.map(({ id, number: year, startsOn, endsOn, published, ...money }) => ({
      id,
      number: year,
      startsOn,
      endsOn,
      account: published
        ? {
            premium: money.premium ?? 0n,
            incurredClaims: money.incurredClaims ?? 0n,
            lossRatio: money.lossRatio ?? 0n,
          }
        : null,
    })),
  }
}

export default function SignedContractPage() {
  const { contract, signedAt, years, check, coverEnd, endsEarly, amendments } =
    useLoaderData<typeof loader>()
  return (
    <Page
      title={`合同 ${contract.number}`}
      crumbs={[{ to: '/signed-contracts', label: '合同公开' }]}
      lead={`${contract.tenderTitle} · ${contract.lotName}`}
    >
      {endsEarly ? (
        <Alert tone="warning" title={`本合同提前终止，最后承保日 ${dateText(coverEnd)}`} />
      ) : null}
      <Section title="签订情况">
        <DefinitionList
          items={[
            { label: '投保人', value: contract.policyholderName },
            { label: '承办保险公司', value: contract.insurerName },
            { label: '签订时间', value: signedAt ? <ChinaDateTime instant={signedAt} /> : '—' },
            { label: '招标公告', value: <Link to={`/notices/${contract.tenderId}`}>查看</Link> },
            { label: '中标公告', value: <Link to={`/results/${contract.lotId}`}>查看</Link> },
          ]}
        />
        <DocumentLinks
          label="合同文本"
          path={`/signed-contracts/${contract.id}/documents/contract`}
        />
      </Section>
      <Section title="年度收支">
        <YearlyTrend
          years={years.flatMap(({ number, account }) =>
            account ? [{ label: `第${number}年度`, ...account }] : [],
          )}
        />
        <ul>
          {years.map(({ id, number, startsOn, endsOn, account }) => (
            <li key={id}>
              第{number}年度（
              <ChinaDate date={startsOn} />—<ChinaDate date={endsOn} />
              ）：{account ? <Link to={`/accounts/${id}`}>查看年度收支</Link> : '尚未公开'}
            </li>
          ))}
        </ul>
      </Section>
      <Section title="补充协议">
        <AmendmentTable
          amendments={amendments}
          linkTo={(number) => `/signed-contracts/${contract.id}/amendments/${number}`}
        />
      </Section>
      <ContractCheckSection check={check} />
      <ContractTermsSections terms={check.terms} />
    </Page>
  )
}
