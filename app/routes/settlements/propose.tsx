import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { contractScope } from '#app/auth/contract-scope.server.ts'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import {
  type ProposeSettlementRefusal,
  proposeSettlement,
} from '#app/commands/propose-settlement.server.ts'
import { policyLossCauseLabel } from '#app/components/labels.ts'
import { moneyText } from '#app/components/format.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { differingFigures } from '#app/domain/ledger/settlement-inputs.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { yuanText } from '#app/forms/fields.ts'
import { HiddenField, MoneyField, SelectField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findContractYear } from '#db/queries/contract-years.server.ts'
import { findAgreedHeadcount } from '#db/queries/headcounts.server.ts'
import { listEarlierSettlements, listProposals } from '#db/queries/settlements.server.ts'
import { findSettlementInputs } from '#db/queries/statements.server.ts'
import { FigureFields } from './figure-fields.tsx'
import { proposalForm, reportedFromForm } from './proposal-form.ts'

export const meta: MetaFunction = () => [{ title: '申报年度结算 · 共济' }]

const REFUSALS: Record<Exclude<ProposeSettlementRefusal, 'not-found'>, string> = {
  'cause-not-counted': '合同没有把所填原因认定为政策性亏损的原因',
  'year-not-over': '合同年度尚未结束，不能申报结算',
  'earlier-year-open': '以前年度尚未审定，请按年度顺序结算',
  'assessment-open': '本年度还有考核指标等待答复或确定扣款，确定之后才能申报结算',
  'differs-from-accounts': '申报数据与单独核算账簿不一致；请核对账簿，有误的先在账簿更正',
  'opening-differs-from-last-closing': '期初未决赔款准备金应等于上一年度审定的期末数',
  'no-headcount': '基金经办尚未登记参保人数，保费未定',
  'proposal-open': '已有一份结算申报正在办理',
  'already-proposed': '这份申报已经提交',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'propose-settlement')
  const year =
    (await findContractYear(db, param(params, 'yearId'), contractScope(viewer))) ??
    notFound('没有这个合同年度')
  const headcount = await findAgreedHeadcount(db, year.id)
  const earlier = await listEarlierSettlements(db, {
    contractId: year.contractId,
    before: year.number,
  })
  const [last] = await listProposals(db, year.id)
  const inputs = await findSettlementInputs(db, year.id)
  const typed = {
    claimsPaid: last?.figures.claimsPaid ?? null,
    outstandingOpening: earlier.at(-1)?.final?.figures.outstandingClosing ?? 0n,
    outstandingClosing: last?.figures.outstandingClosing ?? null,
    operatingCost: last?.figures.operatingCost ?? null,
    assessmentDeduction: last?.figures.assessmentDeduction ?? inputs.assessmentDeduction,
  }
  return {
    yearId: year.id,
    number: year.number,
    causes: year.terms.policyLossCauses,
    premium: headcount?.premium ?? null,
    kept: inputs.kept,
    amounts: inputs.kept ? inputs : typed,
    last: last
      ? { figures: last.figures, evidence: last.evidence, reason: last.returned?.reason ?? null }
      : null,
    proposalId: randomUUID(),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'propose-settlement')
  const form = await parseForm(request, proposalForm)
  if (!form.ok) return invalid(form.state)
  const contractYearId = param(params, 'yearId')
  const { proposalId } = form.value
  const figures = reportedFromForm(form.value)
  const proposed = await proposeSettlement(context, { proposalId, contractYearId, ...figures })
  if (proposed.ok) return redirect(`/contract-years/${contractYearId}/settlement`)
  if (proposed.refusal === 'not-found') return notFound('没有这个合同年度')
  if (proposed.refusal === 'differs-from-accounts') {
    const inputs = await findSettlementInputs(db, contractYearId)
    const [differing] = differingFigures(inputs, figures.reported)
    return refused(REFUSALS[proposed.refusal], form.state, differing)
  }
  const field =
    proposed.refusal === 'opening-differs-from-last-closing' ? 'outstandingOpening' : 'root'
  return refused(REFUSALS[proposed.refusal], form.state, field)
}

export default function ProposeSettlementPage() {
  const { yearId, number, causes, premium, kept, amounts, last, proposalId } =
    useLoaderData<typeof loader>()
  const evidence = (figure: string) => ({
    name: `${figure}Evidence`,
    defaultValue: last?.evidence[figure] ?? '',
  })
  return (
    <Page
      title="申报年度结算"
      crumbs={[{ to: `/contract-years/${yearId}`, label: `第${number}合同年度` }]}
    >
      {last?.reason ? (
        <Section title="上一次申报被退回">
          <p>{last.reason}</p>
        </Section>
      ) : null}
      <ActionForm schema={proposalForm} submitLabel="提交申报">
        <HiddenField name="proposalId" value={proposalId} />
        <Section title="年度数据与依据">
          <p className="muted">
            保费 {premium === null ? '尚未确定' : `${moneyText(premium)} 元`}
            （按约定参保人数自动取得）。每个数据都要写明依据的文件名称与文号。
          </p>
          <FigureFields
            yearId={yearId}
            kept={kept}
            amounts={amounts}
            evidence={last?.evidence ?? {}}
          />
        </Section>
        <Section title="政策性亏损">
          {causes.map((cause, row) => (
            <fieldset key={cause} className="form-row">
              <legend>政策性亏损 {row + 1}</legend>
              <SelectField
                name={`policyLosses.${row}.cause`}
                label="原因"
                defaultValue={last?.figures.policyLosses[row]?.cause ?? cause}
                options={causes.map((value) => ({
                  value,
                  label: policyLossCauseLabel[value],
                }))}
              />
              <MoneyField
                name={`policyLosses.${row}.amount`}
                label="政策性亏损金额"
                hint="留空则没有"
                required={false}
                defaultValue={
                  last?.figures.policyLosses[row]
                    ? yuanText(last.figures.policyLosses[row].amount)
                    : ''
                }
              />
            </fieldset>
          ))}
          <TextField {...evidence('policyLosses')} label="政策性亏损依据" required={false} />
        </Section>
      </ActionForm>
    </Page>
  )
}
