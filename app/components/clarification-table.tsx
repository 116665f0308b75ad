import { type ClarificationState } from '#app/domain/evaluation/bid-clarification.ts'
import { DataTable } from './data-table.tsx'
import { Badge, EmptyState } from './page.tsx'
import { ChinaDateTime } from './values.tsx'

export type ShownClarification = {
  id: string
  question: string
  askedAt: Date
  answerDue: Date
  answer: string | null
  answeredAt: Date | null
  state: ClarificationState
  bidderName?: string // where several bidders' stand together
}

const STATE: Record<ClarificationState, { label: string; tone: 'warning' | 'success' | 'danger' }> =
  {
    open: { label: '待答复', tone: 'warning' },
    answered: { label: '已答复', tone: 'success' },
    overdue: { label: '逾期未答复', tone: 'danger' },
  }

/** What a committee asked of bidders and what they answered (澄清、说明或补正). */
export function ClarificationTable({
  caption,
  clarifications,
  emptyText,
}: {
  caption: string
  clarifications: readonly ShownClarification[]
  emptyText: string
}) {
  const several = clarifications.some(({ bidderName }) => bidderName !== undefined)
  return (
    <DataTable
      caption={caption}
      rows={clarifications}
      keyOf={({ id }) => id}
      empty={<EmptyState title={emptyText} />}
      columns={[
        ...(several
          ? [{ header: '投标人', cell: ({ bidderName }: ShownClarification) => bidderName }]
          : []),
        { header: '要求', cell: ({ question }) => question },
        { header: '提出时间', cell: ({ askedAt }) => <ChinaDateTime instant={askedAt} /> },
        { header: '答复期限', cell: ({ answerDue }) => <ChinaDateTime instant={answerDue} /> },
        {
          header: '答复',
          cell: ({ state, answer, answeredAt }) => (
            <>
              <Badge tone={STATE[state].tone}>{STATE[state].label}</Badge> {answer}
              {answeredAt ? (
                <div className="muted">
                  <ChinaDateTime instant={answeredAt} />
                </div>
              ) : null}
            </>
          ),
        },
      ]}
    />
  )
}
