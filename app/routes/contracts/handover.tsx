import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { mayDo } from '#app/auth/permissions.ts'
import {
  handoverItemLabel,
  handoverStateLabel,
  handoverStateTone,
} from '#app/components/contract-change-text.ts'
import { DataTable } from '#app/components/data-table.tsx'
import { dateText } from '#app/components/format.ts'
import { Badge, EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime } from '#app/components/values.tsx'
import { HANDOVER_DAYS } from '#app/domain/contract/handover.ts'
import { param } from '#app/http/params.ts'
import { findContractFor } from './find-contract.server.ts'
import { HandoverChart } from './handover-chart.tsx'
import { loadHandover } from './load-handover.server.ts'

export const meta: MetaFunction = () => [{ title: '移交 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { contract, viewer, party } = await findContractFor(request, param(params, 'contractId'))
  return {
    contract: { id: contract.id, number: contract.number },
    ...(await loadHandover(contract)),
    mayHandOver: party === 'insurer' && mayDo(viewer.role, 'hand-over'),
    mayAccept: party === 'policyholder' && mayDo(viewer.role, 'accept-handover'),
  }
}

export default function HandoverPage() {
  const { contract, coverEnd, today, startsOn, items, records, mayHandOver, mayAccept } =
    useLoaderData<typeof loader>()
  return (
    <Page
      title="移交"
      crumbs={[{ to: `/contracts/${contract.id}`, label: `合同 ${contract.number}` }]}
      lead={`最后承保日 ${dateText(coverEnd)}；${dateText(startsOn)}起可办理移交，期限自最后承保日起算。`}
    >
      <Section title="移交清单">
        <HandoverChart coverEnd={coverEnd} today={today} items={items} />
        <DataTable
          caption="移交清单"
          rows={items}
          keyOf={({ item }) => item}
          columns={[
            { header: '事项', cell: ({ item }) => handoverItemLabel[item] },
            {
              header: '期限',
              cell: ({ item, dueOn }) => (
                <>
                  <ChinaDate date={dueOn} />
                  <span className="muted">（{HANDOVER_DAYS[item]} 日）</span>
                </>
              ),
            },
            {
              header: '状态',
              cell: ({ state, overdue, lateDays }) => (
                <>
                  <Badge tone={handoverStateTone[state]}>{handoverStateLabel[state]}</Badge>{' '}
                  {overdue ? <Badge tone="danger">逾期</Badge> : null}
                  {lateDays > 0 ? <Badge tone="warning">迟 {lateDays} 日</Badge> : null}
                </>
              ),
            },
            {
              header: '移交日与接收方',
              cell: ({ record }) =>
                record ? (
                  <>
                    <ChinaDate date={record.handedOverOn} /> {record.receiver}
                  </>
                ) : (
                  '—'
                ),
            },
            {
              header: '办理',
              cell: ({ item, state, record }) => {
                if (mayHandOver && (state === 'to-hand-over' || state === 'returned'))
                  return <Link to={`/contracts/${contract.id}/handover/${item}`}>登记移交</Link>
                return mayAccept && state === 'to-accept' && record ? (
                  <Link to={`/handover-records/${record.id}/answer`}>验收</Link>
                ) : (
                  '—'
                )
              },
            },
          ]}
        />
      </Section>
      <Section title="移交记录">
        <DataTable
          caption="移交记录"
          rows={records}
          keyOf={({ id }) => id}
          empty={<EmptyState title="还没有移交记录" />}
          columns={[
            {
              header: '事项',
              cell: ({ item, version }) => `${handoverItemLabel[item]}（第 ${version} 次）`,
            },
            { header: '移交日', cell: ({ handedOverOn }) => <ChinaDate date={handedOverOn} /> },
            { header: '接收方', cell: ({ receiver }) => receiver },
            {
              header: '文件',
              cell: ({ document, note }) => (note ? `${document}；${note}` : document),
            },
            {
              header: '登记',
              cell: ({ recorderName, recordedAt }) => (
                <>
                  {recorderName} <ChinaDateTime instant={recordedAt} />
                </>
              ),
            },
            {
              header: '验收',
              cell: ({ answer, answerReason, answererName, answeredAt }) =>
                answer && answeredAt ? (
                  <>
                    {answer === 'accepted' ? '已验收' : '已退回'} {answererName}{' '}
                    <ChinaDateTime instant={answeredAt} /> {answerReason}
                  </>
                ) : (
                  '待验收'
                ),
            },
          ]}
        />
      </Section>
    </Page>
  )
}
