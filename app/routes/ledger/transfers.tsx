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
  type RecordAccountTransferRefusal,
  recordAccountTransfer,
} from '#app/commands/record-account-transfer.server.ts'
import { DataTable } from '#app/components/data-table.tsx'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate, Money } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { chinaDate, identifier, requiredText, yuan } from '#app/forms/fields.ts'
import { DateField, HiddenField, MoneyField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { listAccountTransfers } from '#db/queries/account-transfers.server.ts'
import { requireAccounts } from './accounts-page.server.ts'

export const meta: MetaFunction = () => [{ title: '资金划转 · 共济' }]

const transferForm = z.object({
  transferId: identifier('划转标识'),
  amount: yuan('划转金额'),
  transferredOn: chinaDate('划转日期'),
  document: requiredText('银行回单'),
})

const REFUSALS: Record<
  Exclude<RecordAccountTransferRefusal, 'not-found'>,
  { text: string; field: string }
> = {
  settled: { text: '本年度已经审定，账簿不再变动', field: 'root' },
  'outside-year': { text: '划转日期不在本合同年度内', field: 'transferredOn' },
  'in-the-future': { text: '划转日期不能晚于今天', field: 'transferredOn' },
  'not-positive': { text: '划转金额必须大于零', field: 'amount' },
  'already-recorded': { text: '这笔划转已经登记', field: 'root' },
}

export async function loader(args: LoaderFunctionArgs) {
  const { year, mayKeep, crumbs } = await requireAccounts(args)
  return {
    crumbs,
    mayKeep,
    transfers: await listAccountTransfers(db, year.id),
    transferId: randomUUID(),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'keep-accounts')
  const form = await parseForm(request, transferForm)
  if (!form.ok) return invalid(form.state)
  const contractYearId = param(params, 'yearId')
  const recorded = await recordAccountTransfer(context, { contractYearId, ...form.value })
  if (recorded.ok) return redirect(`/contract-years/${contractYearId}/accounts/transfers`)
  if (recorded.refusal === 'not-found') return notFound('没有这个合同年度')
  const { text, field } = REFUSALS[recorded.refusal]
  return refused(text, form.state, field)
}

export default function TransfersPage() {
  const { crumbs, mayKeep, transfers, transferId } = useLoaderData<typeof loader>()
  return (
    <Page
      title="资金划转"
      crumbs={crumbs}
      lead="保费存入收入户，赔付从支出户支付；两户之间的划转逐笔登记。"
    >
      <Section title="划转记录">
        <DataTable
          caption="单位：元；新的在前"
          rows={transfers}
          keyOf={({ id }) => id}
          empty={<EmptyState title="还没有划转记录" />}
          columns={[
            { header: '日期', cell: ({ transferredOn }) => <ChinaDate date={transferredOn} /> },
            {
              header: '收入户 → 支出户',
              align: 'number',
              cell: ({ amount }) => <Money fen={amount} unit="" />,
            },
            { header: '银行回单', cell: ({ document }) => document },
            { header: '登记人', cell: ({ recorderName }) => recorderName },
          ]}
        />
      </Section>
      {mayKeep ? (
        <Section title="登记一笔划转">
          <ActionForm schema={transferForm} submitLabel="登记并入账">
            <HiddenField name="transferId" value={transferId} />
            <div className="form-grid">
              <MoneyField name="amount" label="划转金额" />
              <DateField name="transferredOn" label="划转日期" />
              <TextField name="document" label="银行回单" hint="回单编号" />
            </div>
          </ActionForm>
        </Section>
      ) : null}
    </Page>
  )
}
