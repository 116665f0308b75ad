import { type PlainDate } from '#app/domain/calendar.ts'
import { type TenderFacts, type TenderPhase, type TenderTerms } from './tender.ts'

/**
 * Where a tender stands, from its facts and the clock. With several lots it
 * stands where its least advanced lot stands; it has failed when every lot has.
 * The instant of the deadline itself is after the deadline.
 */
export function tenderPhase(facts: TenderFacts, now: Date): TenderPhase {
  if (!facts.publishedAt) return 'draft'
  const living = facts.lots.filter(({ failed }) => !failed)
  if (living.length === 0) return 'failed'
  if (now < facts.bidDeadline) return 'open-for-bids'
  if (!facts.openedAt) return 'awaiting-opening'
  if (living.every(({ contractSigned }) => contractSigned)) return 'contracted'
  if (living.every(({ awarded }) => awarded)) return 'awarded'
  if (living.every(({ candidatesPublished, awarded }) => candidatesPublished || awarded))
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
  if (phase === 'failed') {
    const reached = stations.findIndex(({ key }) => key === 'evaluation')
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
