import { expect } from 'vitest'
import { amendTender } from '#app/commands/amend-tender.server.ts'
import { confirmContract } from '#app/commands/confirm-contract.server.ts'
import { draftContract } from '#app/commands/draft-contract.server.ts'
import { endLot } from '#app/commands/end-lot.server.ts'
import { publishCandidates } from '#app/commands/publish-candidates.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { recordOtherProcedure } from '#app/commands/record-other-procedure.server.ts'
import { recordReview } from '#app/commands/record-review.server.ts'
import { startRetender } from '#app/commands/start-retender.server.ts'
import { type Decision, accept } from '#app/domain/decision.ts'
import { tenderPhase } from '#app/domain/tender/tender-phase.ts'
import { type TenderPhase } from '#app/domain/tender/tender.ts'
import { TRANSITIONS, type TransitionKey } from '#app/domain/tender/transitions.ts'
import { listOwnTenders } from '#db/queries/tender-lists.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import {
  SECOND_OPENING,
  buildOtherProcedure,
  failAgain,
  secondTenderId,
  tryCancel,
  tryCancelAward,
} from '#tests/factories/endings.ts'
import { noonOf, object, tryAnswer } from '#tests/factories/objections.ts'
import {
  AFTER_DEADLINE,
  DEADLINE,
  DURING_BIDDING,
  PUBLICATION,
  SIGNING,
  type Purchase,
  done,
  submissionOf,
  tryOpen,
  OPENING_OFFICERS,
} from '#tests/factories/purchase.ts'
import { AFTER_NOTICE, rejectAndComplain, tryAward, tryDecide } from '#tests/factories/stations.ts'
import { buildFindings } from '#tests/factories/tender-terms.ts'
import { type Point, goOnFrom, test } from '#tests/starting-points.ts'

type Step = (purchase: Purchase) => Promise<unknown>

/** How a purchase reaches the phase a transition starts from, and the act that ends it there. */
type Scenario = {
  reach: Point | [Point, ...Step[]]
  at: Date
  act: (purchase: Purchase, at: Date) => Promise<Decision<unknown, string>>
  attempt?: 'second' // which tender's phase changes, when not the first
}

const at = AFTER_DEADLINE
const RE_TENDER = (purchase: Purchase, when: Date) =>
  tryAnswer(purchase, when, { remedy: 're-tender' })
const RE_EVALUATE = (purchase: Purchase, when: Date) =>
  tryAnswer(purchase, when, { remedy: 're-evaluate' })

const SCENARIOS: Record<TransitionKey, Scenario> = {
  publish: {
    reach: 'drafted',
    at: PUBLICATION,
    act: ({ tenderId, as }, when) => publishTender(as('officer', when), { tenderId }),
  },

  amend: { reach: 'published', at: noonOf('2026-03-05'), act: extending },
  deadline: { reach: 'published', at: DEADLINE, act: async () => accept(undefined) },
  'cancel-while-bidding': {
    reach: 'published',
    at: DURING_BIDDING,
    act: (p, when) => tryCancel(p, when),
  },
  'objection-while-bidding': {
    reach: ['published', objecting('bidding-documents', '2026-03-10')],
    at: noonOf('2026-03-11'),
    act: RE_TENDER,
  },
  'complaint-while-bidding': {
    reach: ['published', objecting('bidding-documents', '2026-03-04'), complaining('2026-03-13')],
    at: noonOf('2026-03-16'),
    act: (p, when) => tryDecide(p, when, 're-tender'),
  },

  open: {
    reach: 'submitted',
    at,
    act: (purchase, when) => tryOpen(purchase, when),
  },
  'open-too-few': {
    reach: 'published',
    at,
    act: (purchase, when) => tryOpen(purchase, when),
  },
  'cancel-before-opening': { reach: 'published', at, act: (p, when) => tryCancel(p, when) },
  'objection-before-opening': {
    reach: ['published', objecting('bidding-documents', '2026-03-17')],
    at,
    act: RE_TENDER,
  },
  'complaint-before-opening': {
    reach: ['published', objecting('bidding-documents', '2026-03-04'), complaining('2026-03-13')],
    at,
    act: (p, when) => tryDecide(p, when, 're-tender'),
  },

  'review-too-few': {
    reach: ['appointed', reviewAllButOne],
    at,
    act: (p, when) =>
      recordReview(p.as('officer', when), {
        lotId: p.lotId,
        submissionId: submissionOf(p, 'bidder3'),
        stage: 'qualification',
        findings: buildFindings('qualification', { licence: '许可过期' }),
      }),
  },
  candidates: {
    reach: 'evaluatedByBiddingLaw',
    at,
    act: ({ lotId, as }, when) => publishCandidates(as('officer', when), { lotId }),
  },
  'award-at-once': { reach: 'evaluated', at, act: (p, when) => tryAward(p, when) },
  'cancel-in-evaluation': { reach: 'opened', at, act: (p, when) => tryCancel(p, when) },
  'objection-in-evaluation': {
    reach: ['opened', objecting('procedure', '2026-03-24')],
    at: noonOf('2026-03-25'),
    act: RE_TENDER,
  },
  'complaint-in-evaluation': {
    reach: ['opened', objecting('procedure', '2026-03-24'), complaining('2026-04-02')],
    at: noonOf('2026-04-03'),
    act: (p, when) => tryDecide(p, when, 're-tender'),
  },
  'end-after-award-at-once': { reach: ['awarded', losing(at)], at, act: ending },

  award: { reach: 'candidates', at: AFTER_NOTICE, act: (p, when) => tryAward(p, when) },
  'cancel-at-candidates': { reach: 'candidates', at, act: (p, when) => tryCancel(p, when) },
  'objection-re-evaluates-candidates': {
    reach: ['candidates', objecting('result', '2026-03-24')],
    at: noonOf('2026-03-25'),
    act: RE_EVALUATE,
  },
  'objection-re-tenders-candidates': {
    reach: ['candidates', objecting('result', '2026-03-24')],
    at: noonOf('2026-03-25'),
    act: RE_TENDER,
  },
  'complaint-re-evaluates-candidates': {
    reach: ['candidates', objecting('result', '2026-03-24'), complaining('2026-03-25')],
    at: noonOf('2026-03-26'),
    act: (p, when) => tryDecide(p, when, 're-evaluate'),
  },
  'complaint-re-tenders-candidates': {
    reach: ['candidates', objecting('result', '2026-03-24'), complaining('2026-03-25')],
    at: noonOf('2026-03-26'),
    act: (p, when) => tryDecide(p, when, 're-tender'),
  },
  'end-after-award': {
    reach: ['awardedAfterNotice', losing(AFTER_NOTICE)],
    at: AFTER_NOTICE,
    act: ending,
  },

  sign: {
    reach: ['awarded', signingFirst],
    at: SIGNING,
    act: ({ contractId, as }, when) => confirmContract(as('bidder1', when), { contractId }),
  },
  'next-candidate': {
    reach: 'awardedAfterNotice',
    at: AFTER_NOTICE,
    act: (p, when) => tryCancelAward(p, when),
  },
  'next-candidate-at-once': { reach: 'awarded', at, act: (p, when) => tryCancelAward(p, when) },
  're-tender-award': {
    reach: 'awarded',
    at,
    act: (p, when) => tryCancelAward(p, when, { next: 're-tender' }),
  },
  'objection-re-evaluates-award': {
    reach: ['awarded', objecting('result', '2026-03-25')],
    at: noonOf('2026-03-26'),
    act: RE_EVALUATE,
  },
  'objection-cancels-award': {
    reach: ['awarded', objecting('result', '2026-03-25')],
    at: noonOf('2026-03-26'),
    act: (p, when) => tryAnswer(p, when, { remedy: 'cancel-award' }),
  },
  'objection-re-tenders-award': {
    reach: ['awarded', objecting('result', '2026-03-25')],
    at: noonOf('2026-03-26'),
    act: RE_TENDER,
  },
  'complaint-re-evaluates-award': {
    reach: ['awarded', objecting('result', '2026-03-25'), complaining('2026-04-03')],
    at: noonOf('2026-04-07'),
    act: (p, when) => tryDecide(p, when, 're-evaluate'),
  },
  'complaint-cancels-award': {
    reach: [
      'candidates',
      objecting('result', '2026-03-24'),
      complaining('2026-03-25'),
      async (p) => done(await tryAward(p, AFTER_NOTICE)),
    ],
    at: AFTER_NOTICE,
    act: (p, when) => tryDecide(p, when, 'cancel-award'),
  },
  'complaint-cancels-award-at-once': {
    reach: ['awarded', objecting('result', '2026-03-25'), complaining('2026-04-03')],
    at: noonOf('2026-04-07'),
    act: (p, when) => tryDecide(p, when, 'cancel-award'),
  },
  'complaint-re-tenders-award': {
    reach: ['awarded', objecting('result', '2026-03-25'), complaining('2026-04-03')],
    at: noonOf('2026-04-07'),
    act: (p, when) => tryDecide(p, when, 're-tender'),
  },

  'other-procedure': {
    reach: ['failed', failAgain],
    at: SECOND_OPENING,
    attempt: 'second',
    act: (p, when) =>
      recordOtherProcedure(
        p.as('officer', when),
        buildOtherProcedure(p, { lotId: `${secondTenderId(p)}-1` }),
      ),
  },
  retender: { reach: 'failed', at, act: retendering },
  'retender-cancelled': {
    reach: ['published', async (p) => done(await tryCancel(p, DURING_BIDDING))],
    at,
    act: retendering,
  },
}

for (const [key, transition] of Object.entries(TRANSITIONS)) {
  const { from, act, to, when } = transition
  const title = when === '' ? act : `${act} (${when})`
  test(`${from} → ${to}: ${title}`, () => {
    const scenario = SCENARIOS[key as TransitionKey] // the keys of the object itself
    const [point, ...steps] = [scenario.reach].flat() as [Point, ...Step[]] // never empty
    return goOnFrom(point, async (purchase) => {
      for (const step of steps) await step(purchase)
      const tenderId = scenario.attempt === 'second' ? secondTenderId(purchase) : purchase.tenderId
      const before = act === 'deadline' ? new Date(scenario.at.getTime() - 1) : scenario.at
      await expectPhase(purchase, tenderId, before, from)
      done(await scenario.act(purchase, scenario.at))
      await expectPhase(purchase, tenderId, scenario.at, to)
    })
  })
}

/** The domain's function and the lists' SQL say the same. */
async function expectPhase(
  { db, userId }: Purchase,
  tenderId: string,
  now: Date,
  phase: TenderPhase,
): Promise<void> {
  const tender = await findTender(db, tenderId)
  if (!tender) throw new Error(`no tender ${tenderId}`)
  expect(tenderPhase(tender.facts, now)).toBe(phase)
  const page = { now, limit: 10, offset: 0 }
  const { items } = await listOwnTenders(db, userId('entity'), page)
  expect(items.find(({ id }) => id === tenderId)?.phase).toBe(phase)
}

function objecting(subject: Parameters<typeof object>[1], day: string) {
  return (purchase: Purchase) => object(purchase, subject, noonOf(day))
}

function complaining(day: string) {
  return (purchase: Purchase) => rejectAndComplain(purchase, noonOf(day))
}

function losing(when: Date) {
  return async (purchase: Purchase) => done(await tryCancelAward(purchase, when))
}

function ending({ lotId, as }: Purchase, when: Date) {
  return endLot(as('officer', when), { lotId, reason: '其余候选人均放弃' })
}

function retendering(purchase: Purchase, when: Date) {
  return startRetender(purchase.as('officer', when), {
    tenderId: secondTenderId(purchase),
    failedTenderId: purchase.tenderId,
  })
}

/** An amendment that puts the deadline off by a day. */
async function extending({ db, tenderId, as, userId }: Purchase, when: Date) {
  const tender = await findTender(db, tenderId)
  if (!tender) throw new Error(`no tender ${tenderId}`)
  const { terms } = tender
  const bidDeadline = new Date(DEADLINE.getTime() + 24 * 60 * 60 * 1000)
  return amendTender(as('officer', when), {
    tenderId,
    basedOnVersion: 1,
    terms: { ...terms, timetable: { ...terms.timetable, bidDeadline } },
    openingOfficers: OPENING_OFFICERS.map(userId),
    reason: '延长投标时间',
  })
}

async function signingFirst({ lotId, contractId, as }: Purchase): Promise<void> {
  done(await draftContract(as('officer', at), { contractId, lotId }))
  done(await confirmContract(as('officer', SIGNING), { contractId }))
}

/** Every verdict but bidder3's qualification. */
async function reviewAllButOne(purchase: Purchase): Promise<void> {
  const { lotId, as } = purchase
  for (const bidder of ['bidder1', 'bidder2', 'bidder3']) {
    const submissionId = submissionOf(purchase, bidder)
    const review = (person: string, stage: 'qualification' | 'compliance') =>
      recordReview(as(person, at), { lotId, submissionId, stage, findings: buildFindings(stage) })
    if (bidder !== 'bidder3') done(await review('officer', 'qualification'))
    done(await review('expert1', 'compliance'))
  }
}
