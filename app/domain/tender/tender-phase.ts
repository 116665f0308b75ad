import { type PlainDate } from '#app/domain/calendar.ts'
import { type TenderFacts, type TenderPhase, type TenderTerms } from './tender.ts'

/**
 * Where a tender stands, from its facts and the clock. With several lots it
 * stands where its least advanced lot stands; it has failed when every lot has,
 * and a failed lot that another procedure has settled stands where an awarded one does.
 * The instant of the deadline itself is after the deadline.
 */
export function tenderPhase(facts: TenderFacts, now: Date): TenderPhase {
  if (!facts.publishedAt) return 'draft'
  if (facts.lots.every(({ cancelled }) => cancelled)) return 'cancelled'
  const living = facts.lots.filter(({ failed, otherProcedure }) => !failed || otherProcedure)
  if (living.length === 0) return 'failed'
  const inTender = living.some(({ failed }) => !failed)
  if (inTender && now < facts.bidDeadline) return 'open-for-bids'
  if (inTender && !facts.openedAt) return 'awaiting-opening'
  if (living.every(({ contractSigned }) => contractSigned)) return 'contracted'
  if (living.every(({ awarded, otherProcedure }) => awarded || otherProcedure)) return 'awarded'
  if (
    living.every(
      ({ candidatesPublished, awarded, otherProcedure }) =>
        candidatesPublished || awarded || otherProcedure,
    )
  )
    return 'candidates'
  return 'evaluation'
}

export type TimelineStep = {
  key: 'notice' | 'documents' | 'deadline' | 'opening' | 'evaluation' | 'award' | 'contract'
  at: Date | PlainDate | null
  state: 'done' | 'current' | 'ahead' | 'failed'
}

const STEP_OF_PHASE: Record<TenderPhase, TimelineStep['key'] | undefined> = {
  draft: 'notice',
  'open-for-bids': 'deadline',
  'awaiting-opening': 'opening',
  evaluation: 'evaluation',
  candidates: 'award',
  awarded: 'contract',
  contracted: undefined,
  failed: undefined,
  cancelled: undefined,
}

/** The stations of a tender for drawing, with what is done, what is now and what is ahead. */
export function tenderTimeline(
  { timetable }: Pick<TenderTerms, 'timetable'>,
  facts: TenderFacts,
  now: Date,
): TimelineStep[] {
  const stations: { key: TimelineStep['key']; at: Date | PlainDate | null }[] = [
    { key: 'notice', at: facts.publishedAt },
    { key: 'documents', at: timetable.documentsUntil },
    { key: 'deadline', at: timetable.bidDeadline },
    { key: 'opening', at: facts.openedAt },
    { key: 'evaluation', at: null },
    { key: 'award', at: null },
    { key: 'contract', at: null },
  ]
  const phase = tenderPhase(facts, now)
  if (phase === 'contracted') return stations.map((station) => ({ ...station, state: 'done' }))
  if (phase === 'failed' || phase === 'cancelled') {
    const reached = stations.findIndex(
      ({ key }) =>
        key === (facts.openedAt ? 'evaluation' : now < facts.bidDeadline ? 'deadline' : 'opening'),
    )
    return stations.map((station, index) => ({
      ...station,
      state: index < reached ? 'done' : index === reached ? 'failed' : 'ahead',
    }))
  }
  const current = stations.findIndex(({ key }) => key === STEP_OF_PHASE[phase])
  return stations.map((station, index) => ({
    ...station,
    state: index < current ? 'done' : index === current ? 'current' : 'ahead',
  }))
}
