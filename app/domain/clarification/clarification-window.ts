import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type TenderFacts } from '#app/domain/tender/tender.ts'

/**
 * Whether a question about the bidding documents may be asked or answered (澄清): until the
 * deadline, while some lot is still tendered. The instant of the deadline itself is too late.
 */
export function clarificationWindow(
  facts: TenderFacts,
  now: Date,
): Decision<undefined, 'deadline-passed' | 'tender-ended'> {
  if (facts.lots.every(({ failed }) => failed)) return refuse('tender-ended')
  if (now >= facts.bidDeadline || facts.openedAt) return refuse('deadline-passed')
  return accept(undefined)
}
