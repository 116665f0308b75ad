import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { BenefitTable } from '#app/components/benefit-table.tsx'
import { LinkButton } from '#app/components/button.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { dateText, moneyText, rateText } from '#app/components/format.ts'
import { FundingCurve } from '#app/components/funding-curve.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime, Count, Money } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { type FundingPoint } from '#app/domain/funding/funding-estimate.ts'
import { notFound, param } from '#app/http/params.ts'
import { findFundingEstimate, listTendersOfEstimate } from '#db/queries/funding-estimates.server.ts'

export const meta: MetaFunction = () => [{ title: '筹资测算 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'estimate-funding')
  const estimate =
    (await findFundingEstimate(db, param(params, 'estimateId'), viewer.organisationId)) ??
    notFound('没有这份筹资测算')
  return {
    estimate,
    tenders: await listTendersOfEstimate(db, estimate.id),
    mayDraft: viewer.role === 'tender-officer',
  }
}

export default function EstimatePage() {
  const { estimate, tenders, mayDraft } = useLoaderData<typeof loader>()
  const { baseYear, candidate, result } = estimate
  const { headcount, expenseGrowth, loading } = candidate.assumptions
  return (
    <Page
      title={estimate.name}
      crumbs={[{ to: '/funding-estimates', label: '筹资测算' }]}
      lead={`按 ${baseYear.contractNumber} 第${baseYear.number}年度（${dateText(baseYear.startsOn)}—${dateText(baseYear.endsOn)}）的 ${result.claims} 笔赔付明细重算`}
      actions={
        mayDraft ? (
          <LinkButton to={`/tenders/new?estimate=${estimate.id}`}>据此编制招标文件</LinkButton>
        ) : null
      }
    >
      <Section title="测算结果">
        <DefinitionList
          items={[
            { label: '基准年度参保人数', value: <Count value={result.baseHeadcount} unit="人" /> },
            {
              label: '基准年度就诊人数',
              value: <Count value={BigInt(result.persons)} unit="人" />,
            },
            { label: '基准年度合规费用', value: <Money fen={result.eligibleExpense} /> },
            { label: '费用增长率', value: rateText(expenseGrowth) },
            { label: '基准人群按拟定条款应赔付', value: <Money fen={result.payout} /> },
            {
              label: '人均赔付（应赔付 ÷ 基准参保人数）',
              value: <Money fen={result.payoutPerHead} />,
            },
            { label: '费用与盈利率', value: rateText(loading) },
            {
              label: '人均筹资（人均赔付 ÷（1 − 费用与盈利率））',
              value: <Money fen={result.fundingPerHead} />,
            },
            { label: '预计参保人数', value: <Count value={headcount} unit="人" /> },
            { label: '预计年度赔付', value: <Money fen={result.expectedPayout} /> },
            {
              label: '测算人与时间',
              value: (
                <>
                  {estimate.makerName} <ChinaDateTime instant={estimate.madeAt} />
                </>
              ),
            },
          ]}
        />
      </Section>
      <Section title="起付线怎样影响人均赔付">
        <FundingCurve
          title="起付线与人均赔付"
          points={result.byDeductible.map((point) => ({
            label: `${moneyText(point.deductible)}元`,
            value: point.payoutPerHead,
            chosen: point.deductible === candidate.terms.deductible,
          }))}
        />
        <PointTable
          points={result.byDeductible}
          header="起付线（元）"
          valueOf={({ deductible }) => moneyText(deductible)}
          base={result.payoutPerHead}
        />
      </Section>
      <Section title="支付比例怎样影响人均赔付">
        <FundingCurve
          title="支付比例与人均赔付"
          points={result.byRatio.map((point) => ({
            label: shiftText(point.ratioShift),
            value: point.payoutPerHead,
            chosen: point.ratioShift === 0n,
          }))}
        />
        <PointTable
          points={result.byRatio}
          header="各段支付比例"
          valueOf={({ ratioShift }) => shiftText(ratioShift)}
          base={result.payoutPerHead}
        />
      </Section>
      <Section title="拟定待遇条款">
        <BenefitTable terms={candidate.terms} ratioHeader="支付比例" />
      </Section>
      <Section title="据此编制的招标项目">
        {tenders.length === 0 ? (
          <p className="muted">
            还没有。招标经办可以从这里开始编制，条款、人数、限价和既往数据自动带入。
          </p>
        ) : (
          <ul>
            {tenders.map(({ id, title }) => (
              <li key={id}>{mayDraft ? <Link to={`/tenders/${id}`}>{title}</Link> : title}</li>
            ))}
          </ul>
        )}
        <p className="muted">
          测算只移动费用和条款，不预测人群结构与就医行为的变化；起付线按比例移动到整元，困难群众的起付线同比例移动。
        </p>
      </Section>
    </Page>
  )
}

function shiftText(shift: bigint): string {
  if (shift === 0n) return '拟定'
  return `${shift > 0n ? '+' : '−'}${Number(shift > 0n ? shift : -shift) / 10_000}个百分点`
}

function PointTable({
  points,
  header,
  valueOf,
  base,
}: {
  points: readonly FundingPoint[]
  header: string
  valueOf: (point: FundingPoint) => string
  base: bigint
}) {
  return (
    <DataTable
      caption="单位：元"
      rows={points}
      keyOf={valueOf}
      columns={[
        { header, cell: valueOf },
        {
          header: '应赔付',
          align: 'number',
          cell: ({ payout }) => <Money fen={payout} unit="" />,
        },
        {
          header: '人均赔付',
          align: 'number',
          cell: ({ payoutPerHead }) => <Money fen={payoutPerHead} unit="" />,
        },
        {
          header: '比拟定条款',
          align: 'number',
          cell: ({ payoutPerHead }) => <Money fen={payoutPerHead - base} unit="" />,
        },
      ]}
    />
  )
}
