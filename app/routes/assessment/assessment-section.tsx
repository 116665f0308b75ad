import { Link } from '@remix-run/react'
import { Section } from '#app/components/page.tsx'
import { Money } from '#app/components/values.tsx'
import { type AssessmentView } from './load-assessment.server.ts'

/** A year's assessment in one line, for the year's page. */
export function AssessmentSection({ view }: { view: AssessmentView }) {
  const { rows, decided, year } = view
  if (rows.length === 0) return null
  const measured = rows.filter(({ state }) => state !== 'not-measured').length
  const open = rows.filter(
    ({ state }) => state === 'awaiting-reply' || state === 'awaiting-decision',
  ).length
  return (
    <Section title="考核">
      <p>
        {rows.length} 项指标，已登记 {measured} 项，待办 {open} 项；已确定扣款{' '}
        <Money fen={decided} />。<Link to={`/contract-years/${year.id}/assessment`}>查看考核</Link>
      </p>
    </Section>
  )
}
