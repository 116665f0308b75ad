import { afterAll, beforeAll, expect, inject, test } from 'vitest'
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
import { type Connection, connect } from '#db/client.server.ts'
import { listOwnTenders } from '#db/queries/tender-lists.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import { rolledBack } from '#tests/db-test.ts'
import { type Step, arrangeOnce } from '#tests/factories/arranged.ts'
import {
  SECOND_OPENING,
  buildOtherProcedure,
  fail,
  failTwice,
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
  appoint,
  award,
  createDraft,
  done,
  evaluate,
  publish,
  submissionOf,
  submitThree,
  tryOpen,
  OPENING_OFFICERS,
} from '#tests/factories/purchase.ts'
import {
  AFTER_NOTICE,
  awardAfterNotice,
  openThree,
  publishThree,
  rejectAndComplain,
  tryAward,
  tryDecide,
} from '#tests/factories/stations.ts'
import { buildFindings } from '#tests/factories/tender-terms.ts'
import { createOwnDatabase } from '#tests/own-database.ts'
import { preparing } from '#tests/preparing.ts'

/** How a purchase reaches the phase a transition starts from, and the act that ends it there. */
type Scenario = {
  reach: Step | [Step, ...Step[]] // the first is arranged once for all scenarios that begin with it
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
    reach: createDraft,
    at: PUBLICATION,
    act: ({ tenderId, as }, when) => publishTender(as('officer', when), { tenderId }),
  },

  amend: { reach: publish, at: noonOf('2026-03-05'), act: extending },
  deadline: { reach: publish, at: DEADLINE, act: async () => accept(undefined) },
  'cancel-while-bidding': {
    reach: publish,
    at: DURING_BIDDING,
    act: (p, when) => tryCancel(p, when),
  },
  'objection-while-bidding': {
    reach: [publish, objecting('bidding-documents', '2026-03-10')],
    at: noonOf('2026-03-11'),
    act: RE_TENDER,
  },
  'complaint-while-bidding': {
    reach: [publish, objecting('bidding-documents', '2026-03-04'), complaining('2026-03-13')],
    at: noonOf('2026-03-16'),
    act: (p, when) => tryDecide(p, when, 're-tender'),
  },

  open: {
    reach: [publish, submitThree],
    at,
    act: (purchase, when) => tryOpen(purchase, when),
  },
  'open-too-few': {
    reach: publish,
    at,
    act: (purchase, when) => tryOpen(purchase, when),
  },
  'cancel-before-opening': { reach: publish, at, act: (p, when) => tryCancel(p, when) },
  'objection-before-opening': {
    reach: [publish, objecting('bidding-documents', '2026-03-17')],
    at,
    act: RE_TENDER,
  },
  'complaint-before-opening': {
    reach: [publish, objecting('bidding-documents', '2026-03-04'), complaining('2026-03-13')],
    at,
    act: (p, when) => tryDecide(p, when, 're-tender'),
  },

  'review-too-few': {
    reach: [openThree, appoint, reviewAllButOne],
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
    reach: (p) => evaluate(p, { regime: 'bidding-law' }),
    at,
    act: ({ lotId, as }, when) => publishCandidates(as('officer', when), { lotId }),
  },
  'award-at-once': { reach: evaluate, at, act: (p, when) => tryAward(p, when) },
  'cancel-in-evaluation': { reach: openThree, at, act: (p, when) => tryCancel(p, when) },
  'objection-in-evaluation': {
    reach: [openThree, objecting('procedure', '2026-03-24')],
    at: noonOf('2026-03-25'),
    act: RE_TENDER,
  },
  'complaint-in-evaluation': {
    reach: [openThree, objecting('procedure', '2026-03-24'), complaining('2026-04-02')],
    at: noonOf('2026-04-03'),
    act: (p, when) => tryDecide(p, when, 're-tender'),
  },
  'end-after-award-at-once': { reach: [award, losing(at)], at, act: ending },

  award: { reach: publishThree, at: AFTER_NOTICE, act: (p, when) => tryAward(p, when) },
  'cancel-at-candidates': { reach: publishThree, at, act: (p, when) => tryCancel(p, when) },
  'objection-re-evaluates-candidates': {
    reach: [publishThree, objecting('result', '2026-03-24')],
    at: noonOf('2026-03-25'),
    act: RE_EVALUATE,
  },
  'objection-re-tenders-candidates': {
    reach: [publishThree, objecting('result', '2026-03-24')],
    at: noonOf('2026-03-25'),
    act: RE_TENDER,
  },
  'complaint-re-evaluates-candidates': {
    reach: [publishThree, objecting('result', '2026-03-24'), complaining('2026-03-25')],
    at: noonOf('2026-03-26'),
    act: (p, when) => tryDecide(p, when, 're-evaluate'),
  },
  'complaint-re-tenders-candidates': {
    reach: [publishThree, objecting('result', '2026-03-24'), complaining('2026-03-25')],
    at: noonOf('2026-03-26'),
    act: (p, when) => tryDecide(p, when, 're-tender'),
  },
  'end-after-award': {
    reach: [awardAfterNotice, losing(AFTER_NOTICE)],
    at: AFTER_NOTICE,
    act: ending,
  },

  sign: {
    reach: [award, signingFirst],
    at: SIGNING,
    act: ({ contractId, as }, when) => confirmContract(as('bidder1', when), { contractId }),
  },
  'next-candidate': {
    reach: awardAfterNotice,
    at: AFTER_NOTICE,
    act: (p, when) => tryCancelAward(p, when),
  },
  'next-candidate-at-once': { reach: award, at, act: (p, when) => tryCancelAward(p, when) },
  're-tender-award': {
    reach: award,
    at,
    act: (p, when) => tryCancelAward(p, when, { next: 're-tender' }),
  },
  'objection-re-evaluates-award': {
    reach: [award, objecting('result', '2026-03-25')],
    at: noonOf('2026-03-26'),
    act: RE_EVALUATE,
  },
  'objection-cancels-award': {
    reach: [award, objecting('result', '2026-03-25')],
    at: noonOf('2026-03-26'),
    act: (p, when) => tryAnswer(p, when, { remedy: 'cancel-award' }),
  },
  'objection-re-tenders-award': {
    reach: [award, objecting('result', '2026-03-25')],
    at: noonOf('2026-03-26'),
    act: RE_TENDER,
  },
  'complaint-re-evaluates-award': {
    reach: [award, objecting('result', '2026-03-25'), complaining('2026-04-03')],
    at: noonOf('2026-04-07'),
    act: (p, when) => tryDecide(p, when, 're-evaluate'),
  },
  'complaint-cancels-award': {
    reach: [
      publishThree,
      objecting('result', '2026-03-24'),
      complaining('2026-03-25'),
      async (p) => done(await tryAward(p, AFTER_NOTICE)),
    ],
    at: AFTER_NOTICE,
    act: (p, when) => tryDecide(p, when, 'cancel-award'),
  },
  'complaint-cancels-award-at-once': {
    reach: [award, objecting('result', '2026-03-25'), complaining('2026-04-03')],
    at: noonOf('2026-04-07'),
    act: (p, when) => tryDecide(p, when, 'cancel-award'),
  },
  'complaint-re-tenders-award': {
    reach: [award, objecting('result', '2026-03-25'), complaining('2026-04-03')],
    at: noonOf('2026-04-07'),
    act: (p, when) => tryDecide(p, when, 're-tender'),
  },

  'other-procedure': {
    reach: failTwice,
    at: SECOND_OPENING,
    attempt: 'second',
    act: (p, when) =>
      recordOtherProcedure(
        p.as('officer', when),
        buildOtherProcedure(p, { lotId: `${secondTenderId(p)}-1` }),
      ),
  },
  retender: { reach: (p) => fail(p), at, act: retendering },
  'retender-cancelled': {
    reach: [publish, async (p) => done(await tryCancel(p, DURING_BIDDING))],
    at,
    act: retendering,
  },
}

let connection: Connection
let arranged: ReturnType<typeof arrangeOnce>

beforeAll(async () => {
  const url = await createOwnDatabase(inject('databaseUrl'), 'transitions')
  connection = preparing(connect(url, { connections: 2 }))
  arranged = arrangeOnce(connection.db)
})

afterAll(() => connection.close())

for (const [key, transition] of Object.entries(TRANSITIONS)) {
  const { from, act, to, when } = transition
  const title = when === '' ? act : `${act} (${when})`
  test(`${from} → ${to}: ${title}`, () =>
    rolledBack(connection.db, async (db) => {
      const scenario = SCENARIOS[key as TransitionKey] // the keys of the object itself
      const [first, ...steps] = [scenario.reach].flat() as [Step, ...Step[]] // never empty
      const purchase = await arranged(db, first)
      for (const step of steps) await step(purchase)
      const tenderId = scenario.attempt === 'second' ? secondTenderId(purchase) : purchase.tenderId
      const before = act === 'deadline' ? new Date(scenario.at.getTime() - 1) : scenario.at
      await expectPhase(purchase, tenderId, before, from)
      done(await scenario.act(purchase, scenario.at))
      await expectPhase(purchase, tenderId, scenario.at, to)
    }))
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
