import { randomUUID } from 'node:crypto'
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
  type SetOutstandingClaimsRefusal,
  setOutstandingClaims,
} from '#app/commands/set-outstanding-claims.server.ts'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { ChinaDate, Money } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { chinaDate, identifier, requiredText, yuan } from '#app/forms/fields.ts'
import { DateField, HiddenField, MoneyField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { listOutstandingClaims } from '#db/queries/outstanding-claims.server.ts'
import { findSettlementInputs } from '#db/queries/statements.server.ts'
import { requireAccounts } from './accounts-page.server.ts'
import { ReserveTable } from './reserve-table.tsx'

export const meta: MetaFunction = () => [{ title: '未决赔款准备金 · 共济' }]

const reserveForm = z.object({
  reserveId: identifier('准备金标识'),
  asOf: chinaDate('评估时点'),
  amount: yuan('准备金余额'),
  method: requiredText('评估方法'),
  document: requiredText('依据文件'),
})

const REFUSALS: Record<
  Exclude<SetOutstandingClaimsRefusal, 'not-found'>,
  { text: string; field: string }
> = {
  settled: { text: '本年度已经审定，账簿不再变动', field: 'root' },
  'outside-year': { text: '评估时点不在本合同年度内', field: 'asOf' },
  'in-the-future': { text: '评估时点不能晚于今天', field: 'asOf' },
  negative: { text: '准备金余额不能小于零', field: 'amount' },
  unchanged: { text: '这一时点的准备金余额没有变化', field: 'amount' },
  'already-set': { text: '这项准备金已经登记', field: 'root' },
}

export async function loader(args: LoaderFunctionArgs) {
  const { year, mayKeep, crumbs } = await requireAccounts(args)
  return {
    crumbs,
    mayKeep,
    reserves: await listOutstandingClaims(db, year.id),
    inputs: await findSettlementInputs(db, year.id),
    startsOn: year.startsOn,
    endsOn: year.endsOn,
    reserveId: randomUUID(),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'keep-accounts')
  const form = await parseForm(request, reserveForm)
  if (!form.ok) return invalid(form.state)
  const contractYearId = param(params, 'yearId')
  const set = await setOutstandingClaims(context, { contractYearId, ...form.value })
  if (set.ok) return redirect(`/contract-years/${contractYearId}/accounts/reserves`)
  if (set.refusal === 'not-found') return notFound('没有这个合同年度')
  const { text, field } = REFUSALS[set.refusal]
  return refused(text, form.state, field)
}

export default function ReservesPage() {
  const { crumbs, mayKeep, reserves, inputs, startsOn, endsOn, reserveId } =
    useLoaderData<typeof loader>()
  return (
    <Page title="未决赔款准备金" crumbs={crumbs}>
      <Section title="年度期初与期末">
        <DefinitionList
          items={[
            { label: '期初时点', value: <ChinaDate date={startsOn} /> },
            {
              label: '期初余额（上一年度期末）',
              value: <Money fen={inputs.outstandingOpening} />,
            },
            { label: '期末时点', value: <ChinaDate date={endsOn} /> },
            { label: '期末余额（账簿）', value: <Money fen={inputs.outstandingClosing} /> },
          ]}
        />
      </Section>
      <Section title="各时点的余额">
        <ReserveTable reserves={reserves} />
      </Section>
      {mayKeep ? (
        <Section title="登记一个时点的余额">
          <p className="muted">
            同一时点再次登记即替换前一次，差额自动入账；年度结算取{endsOn}的余额。
          </p>
          <ActionForm schema={reserveForm} submitLabel="登记并入账">
            <HiddenField name="reserveId" value={reserveId} />
            <div className="form-grid">
              <DateField name="asOf" label="评估时点" />
              <MoneyField name="amount" label="准备金余额" />
              <TextField name="method" label="评估方法" hint="如链梯法、案均赔款法" />
              <TextField name="document" label="依据文件" hint="评估报告名称与文号" />
            </div>
          </ActionForm>
        </Section>
      ) : null}
    </Page>
  )
}
