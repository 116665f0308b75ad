import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '#app/auth/session.server.ts'
import { recordOperatingCost } from '#app/commands/record-operating-cost.server.ts'
import { Page, Section } from '#app/components/page.tsx'
import { ActionForm } from '#app/forms/action-form.tsx'
import { MoneyField, NumberField, SelectField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { requireAccounts } from './accounts-page.server.ts'
import { CostFields } from './cost-fields.tsx'
import { BASIS_OPTIONS, COST_REFUSALS, sharedCostForm } from './cost-form.ts'

export const meta: MetaFunction = () => [{ title: '登记共同费用 · 共济' }]

export async function loader(args: LoaderFunctionArgs) {
  const { year, crumbs } = await requireAccounts(args, 'keep-accounts')
  const costs = { to: `/contract-years/${year.id}/accounts/costs`, label: '经营成本' }
  return { crumbs: [...crumbs, costs], costId: randomUUID() }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'keep-accounts')
  const form = await parseForm(request, sharedCostForm)
  if (!form.ok) return invalid(form.state)
  const contractYearId = param(params, 'yearId')
  const { total, basis, part, whole, ...input } = form.value
  const recorded = await recordOperatingCost(context, {
    ...input,
    contractYearId,
    cost: { kind: 'shared', allocation: { total, basis, part, whole } },
  })
  if (recorded.ok) return redirect(`/contract-years/${contractYearId}/accounts/costs`)
  if (recorded.refusal === 'not-found') return notFound('没有这个合同年度')
  const { text, field } = COST_REFUSALS[recorded.refusal]
  return refused(text, form.state, field === 'amount' ? 'total' : field)
}

export default function SharedCostPage() {
  const { crumbs, costId } = useLoaderData<typeof loader>()
  return (
    <Page
      title="登记共同费用"
      crumbs={crumbs}
      lead="计入金额 = 总额 × 本合同的基础数 ÷ 全部业务的基础数，四舍五入到分。"
    >
      <Section title="一笔共同费用">
        <ActionForm schema={sharedCostForm} submitLabel="登记并入账">
          <div className="form-grid">
            <CostFields costId={costId} />
            <MoneyField name="total" label="共同费用总额" />
            <SelectField name="basis" label="分摊基础" options={BASIS_OPTIONS} />
            <NumberField name="part" label="本合同的基础数" unit="" hint="与分摊基础同一单位" />
            <NumberField name="whole" label="全部业务的基础数" unit="" />
          </div>
        </ActionForm>
      </Section>
    </Page>
  )
}
