import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { contractScope } from '#app/auth/contract-scope.server.ts'
import { requirePermission } from '#app/auth/session.server.ts'
import { ContractTermsSections } from '#app/components/contract-terms.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { dateText } from '#app/components/format.ts'
import { Alert, Badge, EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime, Money, Rate } from '#app/components/values.tsx'
import { YearlyTrend } from '#app/components/yearly-trend.tsx'
import { DocumentLinks } from '#app/components/document-links.tsx'
import { db } from '#app/database.server.ts'
import { contractDeadline } from '#app/domain/award/award-day.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { buildContract } from '#app/domain/contract/build-contract.ts'
import { type ContractComparison, compareContract } from '#app/domain/contract/compare-contract.ts'
import { PostButton } from '#app/forms/post-button.tsx'
import { notFound, param } from '#app/http/params.ts'
import { findAgreedOffer } from '#db/queries/agreed-offers.server.ts'
import { listContractYears } from '#db/queries/contract-years.server.ts'
import { type Contract, findContract } from '#db/queries/contracts.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'

export const meta: MetaFunction = () => [{ title: '合同 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'see-contracts')
  const contract =
    (await findContract(db, param(params, 'contractId'), contractScope(viewer))) ??
    notFound('没有这个合同')
  const found = (await findLot(db, contract.lotId)) ?? notFound('没有这个合同')
  const agreed = (await findAgreedOffer(db, contract)) ?? notFound('没有这个合同')
  const { lastDay, rule } = contractDeadline(
    found.tender.terms.regime,
    dateInChina(contract.awardedAt),
  )
  const signedAt =
    contract.confirmations.length === 2 ? contract.confirmations[1]?.confirmedAt : undefined
  const party =
    viewer.organisationId === contract.policyholderId
      ? 'policyholder'
      : viewer.organisationId === contract.insurerId
        ? 'insurer'
        : null
  const mayConfirm =
    (party === 'policyholder' && viewer.role === 'tender-officer') ||
    (party === 'insurer' && viewer.role === 'bid-submitter')
  return {
    contract,
    comparison: compareContract(
      contract.terms,
      buildContract(found.tender.terms, found.lot, agreed),
    ),
    years: await listContractYears(db, contract.id),
    signing: {
      lastDay,
      source: rule.source,
      late: signedAt !== undefined && dateInChina(signedAt) > lastDay,
    },
    mayConfirm:
      mayConfirm &&
      !contract.isVoid &&
      !contract.confirmations.some((confirmation) => confirmation.party === party),
  }
}

const TERM: Record<ContractComparison['term'], string> = {
  startsOn: '起始日',
  endsOn: '终止日',
  termMonths: '合同期限',
  bidBasis: '报价方式',
  price: '中标报价',
  headcount: '估算参保人数',
  fundingPerHead: '筹资标准',
  estimatedTotal: '估算合同总价',
  benefitTerms: '待遇条款与支付比例',
  basis: '结算口径',
  settlementTerms: '盈利率、亏损分担与结余返还',
  staffing: '人员配备',
  servicePromises: '服务承诺',
  policyLossCauses: '认定为政策性亏损的原因',
  paymentSchedule: '保费拨付约定',
  assessment: '考核约定',
  clauses: '合同条款',
}

const SOURCE: Record<ContractComparison['source'], string> = {
  tender: '招标文件',
  bid: '中标投标文件',
  'tender-and-bid': '招标文件与中标投标文件',
}

export default function ContractPage() {
  const { contract, comparison, years, signing, mayConfirm } = useLoaderData<typeof loader>()
  const differences = comparison.filter(({ agrees }) => !agrees).length
  return (
    <Page
      title={`合同 ${contract.number}`}
      crumbs={[{ to: '/contracts', label: '合同与结算' }]}
      lead={
        <Link
          to={`/notices/${contract.tenderId}`}
        >{`${contract.tenderTitle} · ${contract.lotName}`}</Link>
      }
      actions={
        mayConfirm ? (
          <PostButton action={`/contracts/${contract.id}/confirm`} label="确认合同" />
        ) : undefined
      }
    >
      {contract.isVoid ? (
        <Alert tone="danger" title="本合同作废">
          签订前中标已被撤销，双方不再确认。
        </Alert>
      ) : null}
      <Section title="签订情况">
        <Confirmations contract={contract} />
        <DocumentLinks label="合同文本" path={`/contracts/${contract.id}/documents/contract`} />
        {signing.late ? (
          <Alert tone="warning" title={`签订晚于法定期限（${dateText(signing.lastDay)}）`}>
            依据：{signing.source}
          </Alert>
        ) : (
          <p className="muted">
            签订期限：{dateText(signing.lastDay)}。依据：{signing.source}
          </p>
        )}
      </Section>
      {years.length > 0 ? <YearsSection years={years} /> : null}
      <Section
        title={`机器核对：招标文件 = ${contract.awardId ? '中标投标文件' : '其他方式约定'} = 合同`}
      >
        {differences === 0 ? (
          <Alert tone="success" title={`${comparison.length} 项条款全部一致`} />
        ) : (
          <Alert tone="danger" title={`有 ${differences} 项条款不一致`} />
        )}
        <DataTable
          caption="逐条核对"
          rows={comparison}
          keyOf={({ term }) => term}
          columns={[
            { header: '条款', cell: ({ term }) => TERM[term] },
            {
              header: '应与何处一致',
              cell: ({ source }) =>
                contract.awardId
                  ? SOURCE[source]
                  : SOURCE[source].replace('中标投标文件', '其他方式约定'),
            },
            {
              header: '核对结果',
              cell: ({ agrees }) =>
                agrees ? <Badge tone="success">一致</Badge> : <Badge tone="danger">不一致</Badge>,
            },
          ]}
        />
      </Section>
      <ContractTermsSections terms={contract.terms} />
    </Page>
  )
}

function Confirmations({ contract }: { contract: Contract }) {
  const of = (party: 'policyholder' | 'insurer') => {
    const confirmation = contract.confirmations.find((entry) => entry.party === party)
    if (!confirmation) return <Badge tone="warning">待确认</Badge>
    return (
      <>
        <Badge tone="success">已确认</Badge> {confirmation.name}{' '}
        <ChinaDateTime instant={confirmation.confirmedAt} />
      </>
    )
  }
  return (
    <DefinitionList
      items={[
        { label: `投保人 ${contract.policyholderName}`, value: of('policyholder') },
        { label: `承办保险公司 ${contract.insurerName}`, value: of('insurer') },
        {
          label: contract.awardId ? '定标时间' : '以其他方式确定',
          value: contract.awardId ? (
            <ChinaDateTime instant={contract.awardedAt} />
          ) : (
            <Link to={`/other-procedures/${contract.lotId}`}>查看决定</Link>
          ),
        },
      ]}
    />
  )
}

function YearsSection({
  years,
}: {
  years: ReturnType<typeof useLoaderData<typeof loader>>['years']
}) {
  const settled = years.flatMap(({ number, premium, incurredClaims, lossRatio }) =>
    premium !== null && incurredClaims !== null && lossRatio !== null
      ? [{ label: `第${number}年度`, premium, incurredClaims, lossRatio }]
      : [],
  )
  return (
    <Section title="合同年度">
      <DataTable
        caption="单位：元"
        rows={years}
        keyOf={({ id }) => id}
        empty={<EmptyState title="合同签订后生成合同年度" />}
        columns={[
          {
            header: '年度',
            cell: ({ id, number, startsOn, endsOn }) => (
              <>
                <Link to={`/contract-years/${id}`}>第{number}年度</Link>{' '}
                <span className="muted">
                  <ChinaDate date={startsOn} />—<ChinaDate date={endsOn} />
                </span>
              </>
            ),
          },
          {
            header: '保费',
            align: 'number',
            cell: ({ premium }) => (premium === null ? '未登记' : <Money fen={premium} unit="" />),
          },
          { header: '已拨付', align: 'number', cell: ({ paid }) => <Money fen={paid} unit="" /> },
          {
            header: '赔付率',
            align: 'number',
            cell: ({ lossRatio }) => (lossRatio === null ? '—' : <Rate ppm={lossRatio} />),
          },
          {
            header: '收支差额',
            align: 'number',
            cell: ({ balance }) => (balance === null ? '—' : <Money fen={balance} unit="" />),
          },
          {
            header: '返还基金',
            align: 'number',
            cell: ({ returnedToFund }) =>
              returnedToFund === null ? '—' : <Money fen={returnedToFund} unit="" />,
          },
          {
            header: '基金分担',
            align: 'number',
            cell: ({ borneByFund }) =>
              borneByFund === null ? '—' : <Money fen={borneByFund} unit="" />,
          },
          {
            header: '结算',
            cell: ({ outcome, published }) =>
              outcome === null ? '未结算' : published ? '已公开' : '已审定',
          },
        ]}
      />
      <YearlyTrend years={settled} />
    </Section>
  )
}
