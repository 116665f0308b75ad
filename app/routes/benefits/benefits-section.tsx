import { Link } from '@remix-run/react'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { EmptyState, Section } from '#app/components/page.tsx'
import { ChinaDateTime, Count, Money } from '#app/components/values.tsx'
import { type Fen } from '#app/domain/money.ts'

export type BenefitsView = {
  yearId: string
  run: { due: Fen; paid: Fen; differences: number; ranAt: Date } | null
} | null // null: not the viewer's to see

/** The last re-run of a year's benefits, on the year's page. */
export function BenefitsSection({ view }: { view: BenefitsView }) {
  if (!view) return null
  const base = `/contract-years/${view.yearId}`
  const links = (
    <span>
      <Link to={`${base}/benefits`}>待遇复算</Link> <Link to={`${base}/development`}>逐月赔付</Link>
    </span>
  )
  return (
    <Section title="待遇复算" actions={links}>
      {view.run ? (
        <DefinitionList
          items={[
            { label: '最近一次复算', value: <ChinaDateTime instant={view.run.ranAt} /> },
            { label: '应付', value: <Money fen={view.run.due} /> },
            { label: '已付', value: <Money fen={view.run.paid} /> },
            { label: '差异', value: <Count value={view.run.differences} unit="笔" /> },
          ]}
        />
      ) : (
        <EmptyState title="还没有复算过">赔付明细入账后，按待遇标准逐笔核对应付与已付。</EmptyState>
      )}
    </Section>
  )
}
