import { type PlainDate } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type HeadcountKind } from './headcount-kind.ts'

export type StatedHeadcount = {
  kind: HeadcountKind
  enrolmentDate: PlainDate
  agreed: boolean | null // null: the insurer has not answered
}

export type HeadcountRefusal =
  | 'not-positive'
  | 'enrolment-outside-year'
  | 'already-agreed'
  | 'answer-pending'
  | 'estimate-after-actual'
  | 'enrolment-date-differs'
  | 'enrolment-not-over'

/**
 * Whether a headcount may be stated: the estimate first, the actual one from the enrolment date
 * on and counted on the date that the agreed estimate names, each again only after the insurer
 * disputed it.
 */
export function decideHeadcount({
  stated,
  year,
  kind,
  headcount,
  enrolmentDate,
  today,
}: {
  stated: readonly StatedHeadcount[]
  year: { endsOn: PlainDate }
  kind: HeadcountKind
  headcount: bigint
  enrolmentDate: PlainDate
  today: PlainDate
}): Decision<undefined, HeadcountRefusal> {
  if (headcount <= 0n) return refuse('not-positive')
  if (enrolmentDate > year.endsOn) return refuse('enrolment-outside-year')
  const same = stated.filter((one) => one.kind === kind)
  if (same.some(({ agreed }) => agreed)) return refuse('already-agreed')
  if (same.some(({ agreed }) => agreed === null)) return refuse('answer-pending')
  if (kind === 'estimate')
    return same.length < stated.length ? refuse('estimate-after-actual') : accept(undefined)
  const estimate = stated.find((one) => one.kind === 'estimate' && one.agreed !== false)
  if (estimate?.agreed === null) return refuse('answer-pending')
  if (estimate && estimate.enrolmentDate !== enrolmentDate) return refuse('enrolment-date-differs')
  return enrolmentDate > today ? refuse('enrolment-not-over') : accept(undefined)
}
