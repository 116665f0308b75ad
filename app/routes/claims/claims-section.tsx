import { Link } from '@remix-run/react'
import { EmptyState, Section } from '#app/components/page.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { Count, Money } from '#app/components/values.tsx'
import { type ClaimsSummary } from './load-claims.server.ts'

/** The year's claims on the year's page: what counts now, and what waits. */
export function ClaimsSection({ view, yearId }: { view: ClaimsSummary | null; yearId: string }) {
  if (!view) return null
  const { files, totals, untaken, mayImport } = view
  const base = `/contract-years/${yearId}/claims`
  return (
    <Section
      title="赔付明细"
      actions={
        <span>
          <Link to={base}>文件与明细</Link>{' '}
          {mayImport ? <Link to={`${base}/new`}>导入赔付明细</Link> : null}
        </span>
      }
    >
      {files === 0 ? (
        <EmptyState title="本年度还没有计入的赔付明细" />
      ) : (
        <DefinitionList
          items={[
            { label: '计入的文件', value: <Count value={files} unit="份" /> },
            { label: '赔付明细', value: <Count value={totals.rows} unit="笔" /> },
            { label: '个人负担合规费用', value: <Money fen={totals.eligibleExpense} /> },
            { label: '大病赔付', value: <Money fen={totals.paid} /> },
            { label: '未入账的导入', value: <Count value={untaken} unit="次" /> },
          ]}
        />
      )}
    </Section>
  )
}
