import { DataTable } from '#app/components/data-table.tsx'
import { Badge, EmptyState } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { type CommitteeMemberKind } from '#app/domain/evaluation/committee.ts'

type Member = {
  expertId: string
  name: string
  organisationName: string
  kind: CommitteeMemberKind
  chair: boolean
  drawNumber: number | null
  conflict: boolean | null
  conflictReason: string | null
}

/** Who sits, where they come from, and what keeps them from going on. */
export function CommitteeTable({
  members,
}: {
  members: readonly (Member & { unfit: 'account-closed' | 'term-over' | null })[]
}) {
  return (
    <DataTable
      caption="成员在接触投标文件前须申明有无利害关系"
      rows={members}
      keyOf={({ expertId }) => expertId}
      empty={
        <EmptyState title="尚未组建评标委员会">先随机抽取专家，再确认组成并指定组长。</EmptyState>
      }
      columns={[
        { header: '姓名', cell: ({ name }) => name },
        { header: '所属', cell: ({ organisationName }) => organisationName },
        {
          header: '身份',
          cell: ({ kind, chair }) =>
            `${kind === 'expert' ? '评审专家' : '采购人代表'}${chair ? '（组长）' : ''}`,
        },
        { header: '产生方式', cell: ({ drawNumber }) => sourceText(drawNumber) },
        { header: '利害关系', cell: (member) => <Interest member={member} /> },
        {
          header: '资格',
          cell: ({ unfit }) =>
            unfit === null ? (
              '正常'
            ) : (
              <Badge tone="danger">
                {unfit === 'term-over' ? '聘期已满，请更换' : '账户停用或到期，请更换'}
              </Badge>
            ),
        },
      ]}
    />
  )
}

export function FormerMembersTable({
  members,
}: {
  members: readonly (Member & { removedAt: Date | null; removalReason: string | null })[]
}) {
  return (
    <DataTable
      caption="退出的成员所作的评审意见不计入"
      rows={members}
      keyOf={({ expertId }) => expertId}
      columns={[
        { header: '姓名', cell: ({ name }) => name },
        { header: '产生方式', cell: ({ drawNumber }) => sourceText(drawNumber) },
        {
          header: '退出时间',
          cell: ({ removedAt }) => (removedAt ? <ChinaDateTime instant={removedAt} /> : '—'),
        },
        {
          header: '理由',
          cell: ({ conflict, conflictReason, removalReason }) =>
            conflict ? `回避：${conflictReason}；${removalReason}` : removalReason,
        },
      ]}
    />
  )
}

function sourceText(drawNumber: number | null): string {
  return drawNumber === null ? '指定' : `第${drawNumber}次抽取`
}

function Interest({ member: { conflict, conflictReason } }: { member: Member }) {
  if (conflict === null) return <Badge tone="warning">待申明</Badge>
  if (conflict) return <Badge tone="danger">回避：{conflictReason}</Badge>
  return <Badge tone="success">无</Badge>
}
