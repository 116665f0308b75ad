import { type ObjectionOutcome, type ObjectionSubject } from '#app/domain/objection/objection.ts'
import { objectionOutcomeLabel, objectionSubjectLabel } from './objection-labels.ts'
import { Section } from './page.tsx'
import { ChinaDateTime } from './values.tsx'

/** 投诉处理结果公告: what it was about, how it ended, and the document; nothing when there is none. */
export function PublishedDecisions({
  decisions,
}: {
  decisions: readonly {
    complaintId: string
    subject: ObjectionSubject
    lotName: string | null
    outcome: ObjectionOutcome
    document: string
    decidedAt: Date
  }[]
}) {
  if (decisions.length === 0) return null
  return (
    <Section title="投诉处理结果">
      <ul className="tasks">
        {decisions.map(({ complaintId, subject, lotName, outcome, document, decidedAt }) => (
          <li key={complaintId}>
            <span>
              对{objectionSubjectLabel[subject]}
              {lotName ? `（${lotName}）` : ''}的投诉：{objectionOutcomeLabel[outcome]}
            </span>
            <span>{document}</span>
            <span className="tasks-due">
              <ChinaDateTime instant={decidedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
