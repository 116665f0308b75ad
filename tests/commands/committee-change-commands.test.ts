import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { appointCommittee } from '#app/commands/appoint-committee.server.ts'
import { awardLot } from '#app/commands/award-lot.server.ts'
import { completeEvaluation } from '#app/commands/complete-evaluation.server.ts'
import { declareInterest } from '#app/commands/declare-interest.server.ts'
import { removeCommitteeMember } from '#app/commands/remove-committee-member.server.ts'
import { saveExpertProfile } from '#app/commands/save-expert-profile.server.ts'
import { saveScoreSheet } from '#app/commands/save-score-sheet.server.ts'
import { setAccountDisabled } from '#app/commands/set-account-disabled.server.ts'
import { signScoreSheet } from '#app/commands/sign-score-sheet.server.ts'
import { listCommittee, listFormerMembers } from '#db/queries/committees.server.ts'
import { listExpertDraws, listPublicDraws } from '#db/queries/expert-draws.server.ts'
import { listSheetsWhenAllSigned } from '#db/queries/score-sheets.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import { listWaitingItems } from '#db/queries/waiting.server.ts'
import {
  SEED,
  addExpert,
  buildProfile,
  commitDraw,
  drawCommittee,
  expertsNamed,
  refusalOf,
  register,
  revealDraw,
  sha256,
} from '#tests/factories/expert-draw.ts'
import {
  AFTER_DEADLINE,
  EXPERTS,
  done,
  passReviews,
  scoreAndSign,
  submissionOf,
} from '#tests/factories/purchase.ts'
import { test } from '#tests/starting-points.ts'

const at = AFTER_DEADLINE

test('a drawn committee is confirmed as drawn, with the buyer’s own people and a chair', async ({
  published: purchase,
}) => {
  const { db, tenderId, userId } = purchase
  await register(purchase, {}, EXPERTS.slice(0, 6))
  const own = (await addExpert(purchase, 'own', 'entity')).actor.userId
  const second = (await addExpert(purchase, 'second', 'entity')).actor.userId
  const drawId = randomUUID()
  done(await commitDraw(purchase, { drawId, places: 6 }))
  const confirm = async (experts: readonly string[], people: readonly string[], chair: string) => {
    const representatives = people.map((expertId) => ({
      expertId,
      kind: 'procuring-entity-representative' as const,
      chair: expertId === chair,
    }))
    const members = [...expertsNamed(experts, chair), ...representatives]
    return refusalOf(await appointCommittee(purchase.as('officer', at), { tenderId, members }))
  }
  expect(await confirm([], [own], own)).toBe('draw-open')
  const { joined: drawn } = done(await revealDraw(purchase, drawId))
  const [first = ''] = drawn
  const undrawn = userId('expert7')
  expect(await confirm(drawn, [own], own)).toBe('breaks-a-rule')
  expect(await confirm(drawn, [], first)).toBe('breaks-a-rule')
  expect(await confirm(drawn, [undrawn], first)).toBe('not-a-representative')
  expect(await confirm([...drawn, own], [], first)).toBe('not-an-expert')
  expect(await confirm([...drawn, undrawn], [], first)).toBe('not-drawn')
  expect(await confirm([...drawn.slice(0, 5), undrawn], [own], first)).toBe('not-drawn')
  expect(await confirm(drawn.slice(0, 5), [own, second], first)).toBe('drawn-left-out')
  expect(await confirm(drawn, [own], first)).toBeUndefined()
  const committee = await listCommittee(db, tenderId)
  expect(committee).toHaveLength(7)
  expect(committee.find(({ chair }) => chair)?.expertId).toBe(first)
})

test('an expert is named until the last day of the term, by the document of the draw made elsewhere', async ({
  published: purchase,
}) => {
  const { tenderId, userId } = purchase
  const members = expertsNamed(EXPERTS.map(userId))
  const name = async () =>
    refusalOf(
      await appointCommittee(purchase.as('officer', at), {
        tenderId,
        members,
        outsideDraw: '川采抽〔2026〕18号',
      }),
    )
  await register(purchase, { expert2: { validUntil: '2026-03-22' } }, ['expert2'])
  expect(await name()).toBe('term-over')
  await register(purchase, { expert2: { validUntil: '2026-03-23' } }, ['expert2'])
  expect(await name()).toBeUndefined()
})

test('once a sheet is signed nobody is exchanged who could go on', async ({
  appointed: purchase,
}) => {
  await passReviews(purchase)
  await scoreAndSign(purchase, ['expert3'])
  const other = (await addExpert(purchase, 'expert8')).actor.userId
  const members = expertsNamed([...EXPERTS.slice(0, 6).map(purchase.userId), other])
  const { tenderId } = purchase
  expect(refusalOf(await appointCommittee(purchase.as('officer', at), { tenderId, members }))).toBe(
    'scoring-signed',
  )
  const remove = async (expertId: string) =>
    refusalOf(
      await removeCommitteeMember(purchase.as('officer', at), {
        tenderId,
        expertId,
        reason: '有事',
      }),
    )
  expect(await remove(purchase.userId('expert3'))).toBe('scoring-signed')
  expect(await remove(purchase.userId('expert4'))).toBe('scoring-signed')
})

test('a recusal is made good by a redraw that leaves the recused out', async ({
  opened: purchase,
}) => {
  const { db, tenderId, lotId, userId } = purchase
  const drawn = await drawCommittee(purchase)
  const eighth = await addExpert(purchase, 'expert8')
  const eighthId = eighth.actor.userId
  done(await saveExpertProfile(purchase.as('officer'), buildProfile(purchase, eighthId)))
  const recused = userId('expert2')
  for (const expert of EXPERTS) {
    const conflict = expert === 'expert2'
    const reason = conflict ? '亲属任职于投标人' : ''
    done(await declareInterest(purchase.as(expert, at), { tenderId, conflict, reason }))
  }
  const confirm = async (ids: readonly string[]) =>
    refusalOf(
      await appointCommittee(purchase.as('officer', at), {
        tenderId,
        members: expertsNamed(ids, userId('expert1')),
      }),
    )
  const waiting = async () =>
    (await listWaitingItems(db, purchase.as('officer').actor, at)).map(({ kind }) => kind)
  expect(await confirm(drawn)).toBe('recused')
  expect(await waiting()).toEqual(expect.arrayContaining(['redraw-experts', 'appoint-committee']))

  const drawId = randomUUID()
  expect(refusalOf(await commitDraw(purchase, { drawId, places: 1 }))).toBe('reason-missing')
  done(await commitDraw(purchase, { drawId, places: 1, reason: '补抽：一名专家回避' }))
  expect(await waiting()).toContain('reveal-draw')
  expect(await waiting()).not.toContain('redraw-experts')
  const [, redraw] = await listExpertDraws(db, tenderId)
  expect(redraw?.pool).toEqual([eighthId])
  expect(redraw?.excluded).toContainEqual({ expertId: recused, reason: 'recused' })
  expect(done(await revealDraw(purchase, drawId)).joined).toEqual([eighthId])
  expect(await listFormerMembers(db, tenderId)).toMatchObject([
    { expertId: recused, removalReason: '补抽：一名专家回避' },
  ])
  const sitting = (await listCommittee(db, tenderId)).map(({ expertId }) => expertId)
  expect(await confirm([...sitting.slice(0, -1), recused])).toBe('was-removed')
  expect(await waiting()).toContain('appoint-committee')
  expect(await confirm(sitting)).toBeUndefined()
  expect(await waiting()).not.toContain('appoint-committee')
  done(await declareInterest(eighth, { tenderId, conflict: false, reason: '' }))
  await passReviews(purchase)
  const others = EXPERTS.filter((expert) => expert !== 'expert2')
  await scoreAndSign(purchase, others)
  expect(await listSheetsWhenAllSigned(db, { tenderId, lotId, round: 1 })).toEqual([])
})

test('a removed member does not count, signed or not, until the report; after it nothing changes', async ({
  opened: purchase,
}) => {
  const { db, tenderId, lotId, userId } = purchase
  const as = (who: string) => purchase.as(who, at)
  const members = expertsNamed(await drawCommittee(purchase), userId('expert1'))
  done(await appointCommittee(as('officer'), { tenderId, members }))
  for (const expert of EXPERTS)
    done(await declareInterest(as(expert), { tenderId, conflict: false, reason: '' }))
  await passReviews(purchase)
  await scoreAndSign(purchase)
  const sheets = async () =>
    (await listSheetsWhenAllSigned(db, { tenderId, lotId, round: 1 })).map(
      ({ expertId }) => expertId,
    )
  expect(await sheets()).toHaveLength(7)

  const gone = userId('expert7')
  done(await setAccountDisabled(as('officer'), { userId: gone, disabled: true }))
  const remove = async (expertId: string, reason: string, who = 'officer') =>
    refusalOf(await removeCommitteeMember(as(who), { tenderId, expertId, reason }))
  const complete = () => completeEvaluation(as('officer'), { lotId, drawOrder: [] })
  expect(await remove(gone, '账户停用', 'stranger')).toBe('not-found')
  expect(await remove(gone, ' ')).toBe('reason-missing')
  expect(await remove(gone, '账户停用')).toBeUndefined()
  expect(await remove(gone, '账户停用')).toBe('not-a-member')
  expect(await sheets()).not.toContain(gone)
  expect(refusalOf(await complete())).toBe('committee-too-small')

  const ninth = await addExpert(purchase, 'expert9')
  done(await saveExpertProfile(as('officer'), buildProfile(purchase, ninth.actor.userId)))
  const drawId = randomUUID()
  done(await commitDraw(purchase, { drawId, places: 1, reason: '补抽：一名专家账户停用' }))
  done(await revealDraw(purchase, drawId))
  expect(await sheets()).toEqual([])
  done(await declareInterest(ninth, { tenderId, conflict: false, reason: '' }))
  const scores = ['bidder1', 'bidder2', 'bidder3'].map((bidder) => ({
    bidId: submissionOf(purchase, bidder),
    criterionId: 'plan',
    points: 3_000n,
    reason: '完整',
  }))
  done(await saveScoreSheet(ninth, { lotId, scores }))
  expect(await sheets()).toEqual([])
  done(await signScoreSheet(ninth, { lotId }))
  expect(await sheets()).toHaveLength(7)
  done(await complete())
  expect(await remove(userId('expert3'), '健康原因')).toBe('evaluation-complete')
  const late = { drawId: randomUUID(), reason: '补抽' }
  expect(refusalOf(await commitDraw(purchase, late))).toBe('evaluation-complete')
  expect(refusalOf(await appointCommittee(as('officer'), { tenderId, members }))).toBe(
    'evaluation-complete',
  )
})

test('a draw that is not revealed before the report stays closed', async ({ scored: purchase }) => {
  const eighth = await addExpert(purchase, 'expert8')
  const { userId } = eighth.actor
  done(await saveExpertProfile(purchase.as('officer'), buildProfile(purchase, userId)))
  const drawId = randomUUID()
  done(await commitDraw(purchase, { drawId, places: 1, reason: '补抽：备用' }))
  const { lotId } = purchase
  done(await completeEvaluation(purchase.as('officer', at), { lotId, drawOrder: [] }))
  expect(refusalOf(await revealDraw(purchase, drawId))).toBe('evaluation-complete')
})

test('the public sees who was drawn, and the seed, only with the award', async ({
  opened: purchase,
}) => {
  const { db, tenderId, lotId, userId } = purchase
  const members = expertsNamed(await drawCommittee(purchase), userId('expert1'))
  done(await appointCommittee(purchase.as('officer', at), { tenderId, members }))
  for (const expert of EXPERTS)
    done(await declareInterest(purchase.as(expert, at), { tenderId, conflict: false, reason: '' }))
  await passReviews(purchase)
  await scoreAndSign(purchase)
  done(await completeEvaluation(purchase.as('officer', at), { lotId, drawOrder: [] }))
  const asSeenByAll = async () => {
    const tender = await findTender(db, tenderId)
    return tender ? listPublicDraws(db, tender) : []
  }
  const before = await asSeenByAll()
  expect(before).toMatchObject([
    { number: 1, places: 7, poolSize: 7, seedSha256: sha256(SEED), full: null },
  ])
  for (const secret of [SEED, userId('expert1')])
    expect(JSON.stringify(before)).not.toContain(secret)
  const winner = { lotId, submissionId: submissionOf(purchase, 'bidder1'), reason: '' }
  done(await awardLot(purchase.as('officer', at), winner))
  expect(await asSeenByAll()).toMatchObject([
    { full: { seed: SEED, drawn: expect.arrayContaining([userId('expert1')]) } },
  ])
})
