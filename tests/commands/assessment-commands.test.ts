import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { decideAssessment } from '#app/commands/decide-assessment.server.ts'
import { confirmSettlement } from '#app/commands/confirm-settlement.server.ts'
import { proposeSettlement } from '#app/commands/propose-settlement.server.ts'
import { recordAssessment } from '#app/commands/record-assessment.server.ts'
import { replyToAssessment } from '#app/commands/reply-to-assessment.server.ts'
import { returnSettlement } from '#app/commands/return-settlement.server.ts'
import { setCalendarDay } from '#app/commands/set-calendar-day.server.ts'
import { signOffSettlement } from '#app/commands/sign-off-settlement.server.ts'
import { listAssessments } from '#db/queries/assessments.server.ts'
import { findSettlementInputs } from '#db/queries/statements.server.ts'
import { listWaitingItems } from '#db/queries/waiting.server.ts'
import {
  type Purchase,
  agreeHeadcount,
  done,
  signContract,
  startPurchase,
} from '#tests/factories/purchase.ts'
import { rate, yuan } from '#tests/yuan.ts'
import { test } from '#tests/starting-points.ts'

const RECORDED = new Date('2027-07-05T10:00:00+08:00') // a Monday; five working days end on the 12th
const LAST_DAY = new Date('2027-07-12T23:59:59+08:00')
const DAY_AFTER = new Date('2027-07-13T00:00:00+08:00')

const measure = (purchase: Purchase, measured = rate('0.875'), at = RECORDED) => {
  const assessmentId = randomUUID()
  const input = {
    assessmentId,
    contractYearId: `${purchase.contractId}-1`,
    indicatorId: 'satisfaction',
    measured,
    evidence: '电话访问 1,200 人',
    document: '满意度调查报告',
  }
  return { input, assessmentId, context: purchase.as('fund', at) }
}

async function record(purchase: Purchase, measured?: bigint, at?: Date): Promise<string> {
  const { input, assessmentId, context } = measure(purchase, measured, at)
  done(await recordAssessment(context, input))
  return assessmentId
}

const objection = (assessmentId: string) => ({
  assessmentId,
  stance: 'objects' as const,
  text: '样本不足',
  document: '说明函',
})
const whole = (assessmentId: string) => ({ assessmentId, deduction: yuan('1056942'), reason: '' })

const refused = (refusal: string) => ({ ok: false, refusal })

const REPORTED = {
  claimsPaid: yuan('300000000'),
  outstandingOpening: 0n,
  outstandingClosing: 0n,
  operatingCost: 0n,
  policyLosses: [],
  assessmentDeduction: 0n,
}

function propose(purchase: Purchase, contractYearId: string, assessmentDeduction = 0n) {
  return proposeSettlement(purchase.as('finance1', DAY_AFTER), {
    proposalId: randomUUID(),
    contractYearId,
    reported: { ...REPORTED, assessmentDeduction },
    evidence: {},
  })
}

test('a measured value is replied to, decided with a part accepted, booked and taken over by the settlement', async ({
  yearAgreed: purchase,
}) => {
  const { db } = purchase
  const contractYearId = `${purchase.contractId}-1`
  const assessmentId = await record(purchase)
  const [recorded] = await listAssessments(db, contractYearId)
  expect(recorded).toMatchObject({
    version: 1,
    proposedDeduction: yuan('1056942'),
    replyUntil: '2027-07-12',
    reply: null,
  })
  const finance = purchase.as('finance1', LAST_DAY)
  expect(await listWaitingItems(db, finance.actor, RECORDED)).toContainEqual(
    expect.objectContaining({ kind: 'reply-to-assessment', due: '2027-07-12' }),
  )
  done(await replyToAssessment(finance, objection(assessmentId)))
  const fund = purchase.as('fund', LAST_DAY)
  expect(await listWaitingItems(db, fund.actor, LAST_DAY)).toContainEqual(
    expect.objectContaining({ kind: 'decide-assessment', subjectId: contractYearId }),
  )
  const part = { assessmentId, deduction: yuan('704628'), reason: '采纳部分异议' }
  done(await decideAssessment(fund, part))
  expect(await listAssessments(db, contractYearId)).toMatchObject([
    { reply: { stance: 'objects' }, decision: { deduction: yuan('704628') } },
  ])
  expect(await findSettlementInputs(db, contractYearId)).toMatchObject({
    assessmentDeduction: yuan('704628'),
  })
  const waiting = await listWaitingItems(db, fund.actor, LAST_DAY)
  expect(waiting.filter(({ kind }) => kind === 'decide-assessment')).toEqual([])
})

test('the last day of the window is the insurer’s; the day after the deduction is decided without it', async ({
  yearAgreed: purchase,
}) => {
  const { db } = purchase
  const assessmentId = await record(purchase)
  const decide = (at: Date, input = whole(assessmentId)) =>
    decideAssessment(purchase.as('fund', at), input)
  const reply = (at: Date, text = '样本不足') =>
    replyToAssessment(purchase.as('finance1', at), { ...objection(assessmentId), text })
  expect(await decide(LAST_DAY)).toEqual(refused('reply-window-open'))
  expect(await reply(LAST_DAY, '')).toEqual(refused('reason-missing'))
  expect(await reply(DAY_AFTER)).toEqual(refused('reply-window-over'))
  expect(
    await decide(DAY_AFTER, { ...whole(assessmentId), deduction: yuan('1056942.01') }),
  ).toEqual(refused('deduction-out-of-range'))
  expect(await decide(DAY_AFTER, { ...whole(assessmentId), deduction: 0n })).toEqual(
    refused('reason-missing'),
  )
  const zero = { assessmentId, deduction: 0n, reason: '数据更正' }
  expect(await decide(DAY_AFTER, zero)).toEqual({ ok: true, value: { deduction: 0n } })
  expect(await findSettlementInputs(db, `${purchase.contractId}-1`)).toMatchObject({
    assessmentDeduction: 0n,
  })
  expect(await decide(DAY_AFTER)).toEqual(refused('already-decided'))
  expect(await reply(DAY_AFTER)).toEqual(refused('already-decided'))
  const { input, context } = measure(purchase, rate('0.8'), DAY_AFTER)
  expect(await recordAssessment(context, input)).toEqual(refused('already-decided'))
})

test('a day off set by the administrator moves the end of the window', async ({
  yearAgreed: purchase,
}) => {
  const { db } = purchase
  const set = { day: '2028-07-06', kind: 'day-off', source: '放假通知' } as const
  done(await setCalendarDay(purchase.as('admin', RECORDED), set))
  await record(purchase, rate('0.875'), new Date('2028-07-03T10:00:00+08:00'))
  expect(await listAssessments(db, `${purchase.contractId}-1`)).toMatchObject([
    { replyUntil: '2028-07-11' },
  ])
})

test('a later version replaces an earlier one, which takes no reply and no decision any more', async ({
  yearAgreed: purchase,
}) => {
  const { db } = purchase
  const first = await record(purchase)
  const finance = purchase.as('finance1', RECORDED)
  done(await replyToAssessment(finance, objection(first)))
  expect(await replyToAssessment(finance, objection(first))).toEqual(refused('already-replied'))
  const second = await record(purchase, rate('0.885'), LAST_DAY)
  const late = purchase.as('fund', new Date('2027-08-02T10:00:00+08:00'))
  expect(await decideAssessment(late, whole(first))).toEqual(refused('replaced'))
  expect(await replyToAssessment(finance, objection(first))).toEqual(refused('replaced'))
  expect(await listAssessments(db, `${purchase.contractId}-1`)).toMatchObject([
    { id: second, version: 2, proposedDeduction: yuan('704628'), reply: null },
    { id: first, version: 1 },
  ])
  const third = await record(purchase, rate('0.93'), LAST_DAY)
  expect(await replyToAssessment(finance, objection(third))).toEqual(refused('no-deduction'))
  expect(await decideAssessment(late, { ...whole(third), deduction: 0n })).toEqual(
    refused('no-deduction'),
  )
})

test('what cannot have been measured, or not by these people, is refused', async ({
  signed: purchase,
}) => {
  const { db } = purchase
  const { input, assessmentId, context } = measure(purchase)
  expect(await recordAssessment(context, input)).toEqual(refused('no-headcount'))
  await agreeHeadcount(purchase)
  expect(await recordAssessment(context, { ...input, indicatorId: 'nobody' })).toEqual(
    refused('no-such-indicator'),
  )
  expect(await recordAssessment(context, { ...input, measured: rate('1') + 1n })).toEqual(
    refused('measured-out-of-range'),
  )
  const foreign = (await startPurchase(db)).as('fund', RECORDED)
  expect(await recordAssessment(foreign, input)).toEqual(refused('not-found'))
  done(await recordAssessment(context, input))
  expect(await recordAssessment(context, input)).toEqual(refused('already-recorded'))
  const rival = purchase.as('finance2', RECORDED)
  expect(await replyToAssessment(rival, objection(assessmentId))).toEqual(refused('not-found'))
  expect(await decideAssessment(foreign, whole(assessmentId))).toEqual(refused('not-found'))
  expect(await decideAssessment(context, whole(randomUUID()))).toEqual(refused('not-found'))
})

test('a year whose settlement is final takes no more', async ({ yearAgreed: purchase }) => {
  const contractYearId = `${purchase.contractId}-1`
  const assessmentId = await record(purchase)
  const fund = purchase.as('fund', DAY_AFTER)
  done(await decideAssessment(fund, whole(assessmentId)))
  const { proposalId } = done(await propose(purchase, contractYearId, yuan('1056942')))
  done(await confirmSettlement(fund, { proposalId }))
  done(await signOffSettlement(purchase.as('auditor', DAY_AFTER), { proposalId }))
  const { input, context } = measure(purchase)
  expect(await recordAssessment(context, input)).toEqual(refused('settled'))
  expect(
    await replyToAssessment(purchase.as('finance1', RECORDED), objection(assessmentId)),
  ).toEqual(refused('settled'))
  expect(await decideAssessment(fund, whole(assessmentId))).toEqual(refused('settled'))
})

test('a deduction that nobody has decided holds the settlement, or it would lapse with the year', async ({
  yearAgreed: purchase,
}) => {
  const contractYearId = `${purchase.contractId}-1`
  const { proposalId } = done(await propose(purchase, contractYearId))
  const fund = purchase.as('fund', DAY_AFTER)
  done(await confirmSettlement(fund, { proposalId }))
  const assessmentId = await record(purchase)
  const auditor = purchase.as('auditor', DAY_AFTER)
  expect(await signOffSettlement(auditor, { proposalId })).toEqual(refused('assessment-open'))
  done(await returnSettlement(auditor, { proposalId, reason: '考核尚未确定' }))
  expect(await propose(purchase, contractYearId)).toEqual(refused('assessment-open'))
  done(await decideAssessment(fund, whole(assessmentId)))
  expect(await propose(purchase, contractYearId)).toEqual(refused('differs-from-accounts'))
  done(await propose(purchase, contractYearId, yuan('1056942')))
})

test('two officers decide at once: one deduction counts and is booked', async ({
  yearAgreed: purchase,
}) => {
  const { db } = purchase
  const assessmentId = await record(purchase)
  const decisions = await Promise.all(
    [0, 1].map(() => decideAssessment(purchase.as('fund', DAY_AFTER), whole(assessmentId))),
  )
  expect(decisions.map(({ ok }) => ok).toSorted()).toEqual([false, true])
  expect(await findSettlementInputs(db, `${purchase.contractId}-1`)).toMatchObject({
    assessmentDeduction: yuan('1056942'),
  })
})

test('a policy loss counts only by a cause that the contract counts', async ({ db }) => {
  const purchase = await startPurchase(db)
  await signContract(purchase, { policyLossCauses: ['catalogue'] })
  const contractYearId = await agreeHeadcount(purchase)
  const propose = (cause: 'catalogue' | 'pricing-data') =>
    proposeSettlement(purchase.as('finance1', RECORDED), {
      proposalId: randomUUID(),
      contractYearId,
      reported: { ...REPORTED, policyLosses: [{ cause, amount: yuan('1') }] },
      evidence: {},
    })
  expect(await propose('pricing-data')).toEqual(refused('cause-not-counted'))
  expect(await propose('catalogue')).toMatchObject({ ok: true })
})
