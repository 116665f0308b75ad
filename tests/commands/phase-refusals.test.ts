import { expect } from 'vitest'
import { amendTender } from '#app/commands/amend-tender.server.ts'
import { confirmContract } from '#app/commands/confirm-contract.server.ts'
import { endLot } from '#app/commands/end-lot.server.ts'
import { publishCandidates } from '#app/commands/publish-candidates.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { recordOtherProcedure } from '#app/commands/record-other-procedure.server.ts'
import { recordReview } from '#app/commands/record-review.server.ts'
import { startRetender } from '#app/commands/start-retender.server.ts'
import { type Decision, refuse } from '#app/domain/decision.ts'
import { tenderPhase } from '#app/domain/tender/tender-phase.ts'
import { TENDER_PHASES, type TenderPhase } from '#app/domain/tender/tender.ts'
import { TRANSITIONS, type Transition, type TransitionAct } from '#app/domain/tender/transitions.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import {
  buildOtherProcedure,
  secondTenderId,
  tryCancel,
  tryCancelAward,
} from '#tests/factories/endings.ts'
import { noonOf, object, tryAnswer } from '#tests/factories/objections.ts'
import {
  AFTER_DEADLINE,
  DURING_BIDDING,
  PUBLICATION,
  type Purchase,
  done,
  open,
  submissionOf,
  tryOpen,
  OPENING_OFFICERS,
} from '#tests/factories/purchase.ts'
import { rejectAndComplain, tryAward, tryDecide } from '#tests/factories/stations.ts'
import { buildFindings } from '#tests/factories/tender-terms.ts'
import { type Point, goOnFrom, test } from '#tests/starting-points.ts'

type Act = Exclude<TransitionAct, 'deadline'>
type Attempt = (purchase: Purchase, at: Date) => Promise<Decision<unknown, string>>

/** A try at each act, as it would be made in a phase where it is lawful. */
const ATTEMPTS: Record<Act, Attempt> = {
  'publish-tender': ({ tenderId, as }, at) => publishTender(as('officer', at), { tenderId }),
  'amend-tender': async ({ db, tenderId, as, userId }, at) => {
    const tender = await findTender(db, tenderId)
    if (!tender) throw new Error(`no tender ${tenderId}`)
    return amendTender(as('officer', at), {
      tenderId,
      basedOnVersion: 1,
      terms: { ...tender.terms, contact: '李明' },
      openingOfficers: OPENING_OFFICERS.map(userId),
      reason: '更换联系人',
    })
  },
  'open-bids': (purchase, at) => tryOpen(purchase, at),
  'record-review': (purchase, at) =>
    recordReview(purchase.as('officer', at), {
      lotId: purchase.lotId,
      submissionId: submissionOf(purchase, 'bidder1'),
      stage: 'qualification',
      findings: buildFindings('qualification'),
    }),
  'publish-candidates': ({ lotId, as }, at) => publishCandidates(as('officer', at), { lotId }),
  'award-lot': (purchase, at) => tryAward(purchase, at),
  'confirm-contract': ({ contractId, as }, at) =>
    confirmContract(as('bidder1', at), { contractId }),
  'cancel-tender': (purchase, at) => tryCancel(purchase, at),
  'cancel-award': (purchase, at) => tryCancelAward(purchase, at),
  'end-lot': ({ lotId, as }, at) => endLot(as('officer', at), { lotId, reason: '放弃' }),
  'answer-objection': (purchase, at) => tryAnswer(purchase, at, { remedy: 're-tender' }),
  'decide-complaint': (purchase, at) => tryDecide(purchase, at, 're-tender'),
  'record-other-procedure': (purchase, at) =>
    recordOtherProcedure(purchase.as('officer', at), buildOtherProcedure(purchase)),
  'start-retender': (purchase, at) =>
    startRetender(purchase.as('officer', at), {
      tenderId: secondTenderId(purchase),
      failedTenderId: purchase.tenderId,
    }),
}

type Station = {
  from: Point
  further?: (purchase: Purchase) => Promise<unknown>
  at: Date
  refusals: Partial<Record<Act, string>>
}

const NOT_YET_OPENED = {
  'record-review': 'not-found',
  'publish-candidates': 'not-evaluated',
  'award-lot': 'not-evaluated',
  'confirm-contract': 'not-found',
  'cancel-award': 'not-awarded',
  'end-lot': 'no-cancelled-award',
  'record-other-procedure': 'not-failed',
  'start-retender': 'not-failed',
} as const
const ENDED = {
  'publish-tender': 'already-published',
  'amend-tender': 'tender-ended',
  'open-bids': 'nothing-to-open',
  'publish-candidates': 'lot-failed',
  'award-lot': 'lot-failed',
  'confirm-contract': 'not-found',
  'cancel-tender': 'already-ended',
  'cancel-award': 'not-awarded',
  'end-lot': 'already-ended',
  'answer-objection': 'remedy-not-possible',
  'record-review': 'not-found', // nothing was opened
  'decide-complaint': 'not-found',
} as const
const DECIDED = {
  'publish-tender': 'already-published',
  'amend-tender': 'deadline-passed',
  'open-bids': 'already-started',
  'record-review': 'already-complete',
  'publish-candidates': 'no-candidate-notice',
  'award-lot': 'already-awarded',
  'cancel-tender': 'already-awarded',
  'end-lot': 'already-awarded',
  'record-other-procedure': 'not-failed',
  'start-retender': 'not-failed',
} as const

/** Every act that is not lawful in a phase, with the word that refuses it. */
const STATIONS: Record<TenderPhase, Station> = {
  draft: {
    from: 'drafted',
    at: PUBLICATION,
    refusals: {
      ...NOT_YET_OPENED,
      'open-bids': 'not-found',
      'amend-tender': 'not-published',
      'cancel-tender': 'not-published',
      'answer-objection': 'not-found',
      'decide-complaint': 'not-found',
    },
  },
  'open-for-bids': {
    from: 'published',
    at: DURING_BIDDING,
    refusals: {
      ...NOT_YET_OPENED,
      'publish-tender': 'already-published',
      'open-bids': 'before-deadline',
    },
  },
  'awaiting-opening': {
    from: 'published',
    at: AFTER_DEADLINE,
    refusals: {
      ...NOT_YET_OPENED,
      'publish-tender': 'already-published',
      'amend-tender': 'deadline-passed',
    },
  },
  evaluation: {
    from: 'opened',
    at: AFTER_DEADLINE,
    refusals: {
      'publish-tender': 'already-published',
      'amend-tender': 'deadline-passed',
      'open-bids': 'already-started',
      'confirm-contract': 'not-found',
      'cancel-award': 'not-awarded',
      'record-other-procedure': 'not-failed',
      'start-retender': 'not-failed',
    },
  },
  candidates: {
    from: 'candidates',
    at: AFTER_DEADLINE,
    refusals: {
      'publish-tender': 'already-published',
      'amend-tender': 'deadline-passed',
      'open-bids': 'already-started',
      'record-review': 'already-complete',
      'publish-candidates': 'already-published',
      'confirm-contract': 'not-found',
      'cancel-award': 'not-awarded',
      'record-other-procedure': 'not-failed',
      'start-retender': 'not-failed',
    },
  },
  awarded: { from: 'awarded', at: AFTER_DEADLINE, refusals: DECIDED },
  contracted: {
    from: 'signed',
    further: (purchase) => object(purchase, 'result', noonOf('2026-03-26')),
    at: noonOf('2026-03-27'),
    refusals: {
      ...DECIDED,
      'confirm-contract': 'suspended',
      'cancel-award': 'contract-signed',
      'answer-objection': 'remedy-not-possible',
      'decide-complaint': 'not-found',
    },
  },
  failed: {
    from: 'published',
    further: async (purchase) => {
      await object(purchase, 'bidding-documents', noonOf('2026-03-10'))
      await open(purchase)
    },
    at: AFTER_DEADLINE,
    refusals: ENDED,
  },
  cancelled: {
    from: 'published',
    further: async (purchase) => {
      await object(purchase, 'bidding-documents', noonOf('2026-03-10'))
      done(await tryCancel(purchase, DURING_BIDDING))
    },
    at: AFTER_DEADLINE,
    refusals: { ...ENDED, 'record-other-procedure': 'lot-cancelled' },
  },
}

const transitions: Transition[] = Object.values(TRANSITIONS)

for (const phase of TENDER_PHASES) {
  const { from: point, further, at, refusals } = STATIONS[phase]

  test(`${phase}: every act is lawful by the table or is refused`, () => {
    const lawful = transitions.filter(({ from }) => from === phase).map(({ act }) => act)
    const known = [...lawful.filter((act) => act !== 'deadline'), ...Object.keys(refusals)]
    expect([...new Set(known)].toSorted()).toEqual(Object.keys(ATTEMPTS).toSorted())
    expect(lawful.filter((act) => act in refusals)).toEqual([])
  })

  test(`${phase}: what is not lawful is refused and changes nothing`, () =>
    goOnFrom(point, async (purchase) => {
      await further?.(purchase)
      for (const [act, refusal] of Object.entries(refusals)) {
        const attempt = ATTEMPTS[act as Act] // the keys of the object itself
        expect([act, await attempt(purchase, at)]).toEqual([act, refuse(refusal)])
      }
      const tender = await findTender(purchase.db, purchase.tenderId)
      expect(tender && tenderPhase(tender.facts, at)).toBe(phase)
    }))
}

test('a complaint about a signed contract’s award is decided without a remedy', async ({
  signed: purchase,
}) => {
  await object(purchase, 'result', noonOf('2026-03-26'))
  await rejectAndComplain(purchase, noonOf('2026-04-07'))
  expect(await tryDecide(purchase, noonOf('2026-04-08'), 're-tender')).toEqual(
    refuse('remedy-not-possible'),
  )
  done(await tryDecide(purchase, noonOf('2026-04-08'), 'none'))
})
