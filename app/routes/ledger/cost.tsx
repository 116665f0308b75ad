import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type ReverseOperatingCostRefusal,
  reverseOperatingCost,
} from '#app/commands/reverse-operating-cost.server.ts'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { countText } from '#app/components/format.ts'
import {
  allocationBasisLabel,
  costCategoryText,
  costKindLabel,
} from '#app/components/ledger-labels.ts'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime, Money } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { requiredText } from '#app/forms/fields.ts'
import { TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findOperatingCost } from '#db/queries/operating-costs.server.ts'
import { requireAccounts } from './accounts-page.server.ts'

export const meta: MetaFunction = () => [{ title: '费用 · 共济' }]

const reversalForm = z.object({ reason: requiredText('冲回原因') })

const REFUSALS: Record<Exclude<ReverseOperatingCostRefusal, 'not-found'>, string> = {
  settled: '本年度已经审定，账簿不再变动',
  'reason-missing': '请填写冲回原因',
  'already-reversed': '这笔费用已经冲回',
}

export async function loader(args: LoaderFunctionArgs) {
  const { year, mayKeep, crumbs } = await requireAccounts(args)
  const cost = await findOperatingCost(db, param(args.params, 'costId'))
  if (!cost || cost.contractYearId !== year.id) return notFound('没有这笔费用')
  const costs = { to: `/contract-years/${year.id}/accounts/costs`, label: '经营成本' }
  return { cost, mayReverse: mayKeep && !cost.reversal, crumbs: [...crumbs, costs] }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'keep-accounts')
  const form = await parseForm(request, reversalForm)
  if (!form.ok) return invalid(form.state)
  const costId = param(params, 'costId')
  const reversed = await reverseOperatingCost(context, { costId, ...form.value })
  if (reversed.ok)
    return redirect(`/contract-years/${reversed.value.contractYearId}/accounts/costs/${costId}`)
  if (reversed.refusal === 'not-found') return notFound('没有这笔费用')
  return refused(REFUSALS[reversed.refusal], form.state)
}

export default function CostPage() {
  const { cost, mayReverse, crumbs } = useLoaderData<typeof loader>()
  const { allocation, reversal } = cost
  return (
    <Page title={`${costKindLabel[cost.kind]}：${costCategoryText(cost.category)}`} crumbs={crumbs}>
      {reversal ? (
        <Alert tone="warning" title={`已冲回：${reversal.reason}`}>
          {reversal.name}，<ChinaDateTime instant={reversal.at} />
        </Alert>
      ) : null}
      <Section title="费用">
        <DefinitionList
          items={[
            { label: '计入本合同', value: <Money fen={cost.amount} /> },
            { label: '发生日期', value: <ChinaDate date={cost.incurredOn} /> },
            { label: '依据文件', value: cost.document },
            { label: '登记人', value: cost.recorderName },
            { label: '登记时间', value: <ChinaDateTime instant={cost.recordedAt} /> },
          ]}
        />
      </Section>
      {allocation ? (
        <Section title="分摊计算">
          <DefinitionList
            items={[
              { label: '共同费用总额', value: <Money fen={allocation.total} /> },
              { label: '分摊基础', value: allocationBasisLabel[allocation.basis] },
              { label: '本合同的基础数', value: countText(allocation.part) },
              { label: '全部业务的基础数', value: countText(allocation.whole) },
              {
                label: '计入金额（四舍五入到分）',
                value: <Money fen={cost.amount} />,
              },
            ]}
          />
        </Section>
      ) : null}
      {mayReverse ? (
        <Section title="冲回">
          <p className="muted">以相反的凭证冲回，原记录保留。更正时先冲回，再重新登记。</p>
          <ActionForm schema={reversalForm} submitLabel="冲回这笔费用">
            <TextField name="reason" label="冲回原因" />
          </ActionForm>
        </Section>
      ) : null}
    </Page>
  )
}
