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
import { MoneyField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { requireAccounts } from './accounts-page.server.ts'
import { CostFields } from './cost-fields.tsx'
import { COST_REFUSALS, directCostForm } from './cost-form.ts'

export const meta: MetaFunction = () => [{ title: '登记专属费用 · 共济' }]

export async function loader(args: LoaderFunctionArgs) {
  const { year, crumbs } = await requireAccounts(args, 'keep-accounts')
  const costs = { to: `/contract-years/${year.id}/accounts/costs`, label: '经营成本' }
  return { crumbs: [...crumbs, costs], costId: randomUUID() }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'keep-accounts')
  const form = await parseForm(request, directCostForm)
  if (!form.ok) return invalid(form.state)
  const contractYearId = param(params, 'yearId')
  const { amount, ...input } = form.value
  const recorded = await recordOperatingCost(context, {
    ...input,
    contractYearId,
    cost: { kind: 'direct', amount },
  })
  if (recorded.ok) return redirect(`/contract-years/${contractYearId}/accounts/costs`)
  if (recorded.refusal === 'not-found') return notFound('没有这个合同年度')
  const { text, field } = COST_REFUSALS[recorded.refusal]
  return refused(text, form.state, field)
}

export default function DirectCostPage() {
  const { crumbs, costId } = useLoaderData<typeof loader>()
  return (
    <Page title="登记专属费用" crumbs={crumbs}>
      <Section title="一笔专属费用">
        <ActionForm schema={directCostForm} submitLabel="登记并入账">
          <div className="form-grid">
            <CostFields costId={costId} />
            <MoneyField name="amount" label="金额" />
          </div>
        </ActionForm>
      </Section>
    </Page>
  )
}
