import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { dateText } from '#app/components/format.ts'
import { Page, Section } from '#app/components/page.tsx'
import { Provenance } from '#app/components/provenance.tsx'
import { SettlementParts } from '#app/components/settlement-parts.tsx'
import { SettlementWaterfall } from '#app/components/settlement-waterfall.tsx'
import { TraceTable } from '#app/components/trace-table.tsx'
import { ChinaDateTime, Count, Money, Rate } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findPublishedAccount } from '#db/queries/settlements.server.ts'
import { listProvenanceNotes } from '#db/queries/tenders.server.ts'

export const meta: MetaFunction = () => [{ title: '年度收支 · 共济' }]

export async function loader({ params }: LoaderFunctionArgs) {
  const yearId = param(params, 'yearId')
  const account = (await findPublishedAccount(db, yearId)) ?? notFound('该年度收支尚未公开')
  return { account, notes: await listProvenanceNotes(db, yearId) }
}

export default function AccountPage() {
  const { account, notes } = useLoaderData<typeof loader>()
  return (
    <Page
      title={`${account.region}大病保险年度收支`}
      crumbs={[{ to: '/accounts', label: '年度收支公开' }]}
      lead={`第${account.yearNumber}合同年度（${dateText(account.startsOn)}—${dateText(account.endsOn)}）· ${account.insurerName}`}
    >
      <Provenance notes={notes} />
      <Section title="概况">
        <DefinitionList
          items={[
            {
              label: '合同',
              value: <Link to={`/signed-contracts/${account.contractId}`}>查看合同与待遇水平</Link>,
            },
            { label: '参保人数', value: <Count value={account.headcount} unit="人" /> },
            { label: '保费收入', value: <Money fen={account.premium} /> },
            { label: '已发生赔款', value: <Money fen={account.incurredClaims} /> },
            { label: '赔付率', value: <Rate ppm={account.lossRatio} /> },
            { label: '公开时间', value: <ChinaDateTime instant={account.publishedAt} /> },
          ]}
        />
      </Section>
      <Section title="收支去向">
        <SettlementWaterfall premium={account.premium} settlement={account.settlement} />
        <SettlementParts premium={account.premium} settlement={account.settlement} />
      </Section>
      <Section title="计算过程">
        <TraceTable trace={account.settlement.trace} />
      </Section>
    </Page>
  )
}
