import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '#app/auth/session.server.ts'
import { draftAmendment } from '#app/commands/draft-amendment.server.ts'
import { amendmentKindLabel } from '#app/components/contract-change-text.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { payoutRule } from '#app/domain/contract/decide-amendment.ts'
import { termsOn } from '#app/domain/contract/terms-in-force.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { DateField, TextArea, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { listAmendmentsInForce } from '#db/queries/contract-amendments.server.ts'
import { amendmentDefaults, amendmentRows } from './amendment-defaults.ts'
import { AmendmentFields } from './amendment-fields.tsx'
import { amendmentForms, askedAmendment } from './amendment-form.ts'
import { AMENDMENT_REFUSALS } from './amendment-refusal-text.ts'
import { findContractFor } from './find-contract.server.ts'

export const meta: MetaFunction = () => [{ title: '拟定补充协议 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { contract } = await findContractFor(request, param(params, 'contractId'), 'amend-contract')
  const { kind, effectiveOn } = askedAmendment(new URL(request.url)) ?? notFound('没有这类补充协议')
  const inForce = (await listAmendmentsInForce(db, [contract.id])).get(contract.id) ?? []
  const terms = termsOn(contract.terms, inForce, effectiveOn)
  return {
    contractId: contract.id,
    number: contract.number,
    kind,
    effectiveOn,
    defaults: amendmentDefaults(kind, terms),
    rows: amendmentRows(terms),
    causes: terms.policyLossCauses,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'amend-contract')
  const { kind } = askedAmendment(new URL(request.url)) ?? notFound('没有这类补充协议')
  const form = await parseForm(request, amendmentForms[kind])
  if (!form.ok) return invalid(form.state)
  const contractId = param(params, 'contractId')
  const drafted = await draftAmendment(context, { contractId, kind, ...form.value })
  if (drafted.ok) return redirect(`/contracts/${contractId}/amendments/${drafted.value.number}`)
  if (drafted.refusal === 'not-found') return notFound('没有这个已签订的合同')
  if (drafted.refusal === 'draft-open')
    return refused('上一份补充协议尚未签署完毕，签署或撤回后再拟定', form.state)
  const { contract } = await findContractFor(request, contractId)
  const { text, field } = AMENDMENT_REFUSALS[drafted.refusal]
  const rule =
    drafted.refusal === 'payout-ratio-too-low'
      ? `。依据：${payoutRule(contract.regime, form.value.effectiveOn).source}`
      : ''
  return refused(text + rule, form.state, field)
}

export default function DraftAmendmentPage() {
  const { contractId, number, kind, effectiveOn, defaults, rows, causes } =
    useLoaderData<typeof loader>()
  const shown = (name: string) => ({ name, defaultValue: defaults[name] ?? '' })
  return (
    <Page
      title={`拟定补充协议：${amendmentKindLabel[kind]}`}
      crumbs={[
        { to: `/contracts/${contractId}`, label: `合同 ${number}` },
        { to: `/contracts/${contractId}/amendments`, label: '补充协议' },
      ]}
      lead="已按生效日当时的约定填好，只改要变更的内容；其他条款不受影响。"
    >
      <ActionForm schema={amendmentForms[kind]} submitLabel="拟定补充协议">
        <AmendmentFields kind={kind} shown={shown} rows={rows} causes={causes} />
        <Section title="变更依据">
          <DateField name="effectiveOn" label="生效日期" defaultValue={effectiveOn} />
          <TextArea name="reason" label="变更原因" />
          <TextField name="document" label="依据文件" hint="文件名称与文号" />
        </Section>
      </ActionForm>
    </Page>
  )
}
