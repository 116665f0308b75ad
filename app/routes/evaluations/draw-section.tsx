import { DataTable } from '#app/components/data-table.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { Section } from '#app/components/page.tsx'
import { ChinaDateTime, Count, HashText } from '#app/components/values.tsx'
import { type PoolExclusion } from '#app/domain/evaluation/expert-pool.ts'
import { PostButton } from '#app/forms/post-button.tsx'
import { DrawResult } from './draw-result.tsx'
import { type DrawCheck } from './draw-check.ts'

const exclusionLabel: Record<PoolExclusion, string> = {
  'account-closed': '账户停用或到期',
  'not-registered': '未登记专业与单位',
  'other-speciality': '专业不符',
  'term-over': '聘期已满',
  'works-for-procuring-entity': '任职于采购人',
  'works-for-supervision': '任职于监督与交易机构',
  'works-for-bidder': '任职于投标人',
  recused: '已申请回避',
  member: '已是成员',
  'has-left': '曾退出本项目委员会',
}

const labels: Readonly<Record<string, string>> = exclusionLabel

/** One draw: what was fixed before, and after the reveal what it came to. */
export function DrawSection({
  draw,
  mayReveal,
}: {
  draw: {
    id: string
    number: number
    reason: string
    places: number
    pool: readonly string[]
    excluded: readonly { expertId: string; reason: string }[]
    names: Readonly<Record<string, string>>
    seedSha256: string
    committedAt: Date
    check: DrawCheck | null
  }
  mayReveal: boolean
}) {
  const { id, number, reason, places, pool, excluded, names, seedSha256, committedAt, check } = draw
  return (
    <Section title={`第${number}次抽取`}>
      <DefinitionList
        items={[
          { label: '名额', value: <Count value={places} unit="名" /> },
          { label: '候选专家', value: <Count value={pool.length} unit="名" /> },
          ...(reason ? [{ label: '理由', value: reason }] : []),
          { label: '固定时间', value: <ChinaDateTime instant={committedAt} /> },
          { label: '种子校验值（SHA-256）', value: <HashText sha256={seedSha256} /> },
        ]}
      />
      {check ? (
        <DrawResult check={check} />
      ) : (
        <>
          <p>候选名单和种子已经固定，种子在揭晓前任何人看不到。</p>
          {mayReveal ? (
            <PostButton action={`/expert-draws/${id}/reveal`} label="揭晓抽取结果" />
          ) : null}
        </>
      )}
      {excluded.length > 0 ? (
        <details>
          <summary>未列入候选的专家（{excluded.length} 名）</summary>
          <DataTable
            caption="未列入候选的原因"
            rows={excluded}
            keyOf={({ expertId }) => expertId}
            columns={[
              { header: '专家', cell: ({ expertId }) => names[expertId] ?? expertId },
              { header: '原因', cell: ({ reason: why }) => labels[why] ?? why },
            ]}
          />
        </details>
      ) : null}
    </Section>
  )
}
