import { Link } from '@remix-run/react'
import { dateInChina } from '#app/domain/calendar.ts'
import { type FailureReason } from '#app/domain/ending/lot-ending.ts'
import { type TenderPhase } from '#app/domain/tender/tender.ts'
import { failureReasonLabel, phaseLabel, phaseTone } from './labels.ts'
import { Badge } from './page.tsx'
import { ChinaDate } from './values.tsx'

export type Attempt = {
  tenderId: string
  title: string
  projectNumber: string
  publishedAt: Date | null
  attempt: number
  phase: TenderPhase
  reasons: readonly FailureReason[] // why lots of it ended
  otherProcedureLots: readonly string[]
}

/** The chain of attempts to buy the same (招标、重新招标、其他方式), first to last. Nothing for a single one. */
export function AttemptChain({
  attempts,
  currentId,
  area,
}: {
  attempts: readonly Attempt[]
  currentId: string
  area: 'notices' | 'tenders'
}) {
  if (attempts.length < 2 && !attempts.some((attempt) => attempt.otherProcedureLots.length > 0))
    return null
  return (
    <ol className="attempts" aria-label="历次招标">
      {attempts.map((attempt) => (
        <li
          key={attempt.tenderId}
          data-tone={phaseTone[attempt.phase]}
          aria-current={attempt.tenderId === currentId ? 'step' : undefined}
        >
          <p>
            第{attempt.attempt}次{attempt.attempt > 1 ? '（重新招标）' : ''}{' '}
            <Badge tone={phaseTone[attempt.phase]}>{phaseLabel[attempt.phase]}</Badge>
          </p>
          <p>
            {attempt.tenderId === currentId ? (
              attempt.projectNumber
            ) : (
              <Link to={`/${area}/${attempt.tenderId}`}>{attempt.projectNumber}</Link>
            )}
          </p>
          <p className="muted">
            {attempt.publishedAt ? (
              <>
                <ChinaDate date={dateInChina(attempt.publishedAt)} /> 发布
              </>
            ) : (
              '尚未发布'
            )}
            {attempt.reasons.length > 0
              ? `；${attempt.reasons.map((reason) => failureReasonLabel[reason]).join('、')}`
              : ''}
          </p>
          {attempt.otherProcedureLots.map((lotId) => (
            <p key={lotId}>
              <Link to={`/other-procedures/${lotId}`}>以其他方式确定承办机构</Link>
            </p>
          ))}
        </li>
      ))}
    </ol>
  )
}
