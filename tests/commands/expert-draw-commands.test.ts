import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { appointCommittee } from '#app/commands/appoint-committee.server.ts'
import { commitExpertDraw } from '#app/commands/commit-expert-draw.server.ts'
import { completeEvaluation } from '#app/commands/complete-evaluation.server.ts'
import { declareInterest } from '#app/commands/declare-interest.server.ts'
import { removeCommitteeMember } from '#app/commands/remove-committee-member.server.ts'
import { revealExpertDraw } from '#app/commands/reveal-expert-draw.server.ts'
import { saveExpertProfile } from '#app/commands/save-expert-profile.server.ts'
import { saveScoreSheet } from '#app/commands/save-score-sheet.server.ts'
import { setAccountDisabled } from '#app/commands/set-account-disabled.server.ts'
import { signScoreSheet } from '#app/commands/sign-score-sheet.server.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { drawExperts, ticketText } from '#app/domain/evaluation/expert-draw.ts'
import { listCommittee, listFormerMembers } from '#db/queries/committees.server.ts'
import { listExpertDraws } from '#db/queries/expert-draws.server.ts'
import { listSheetsWhenAllSigned } from '#db/queries/score-sheets.server.ts'
import { insertUser } from '#db/queries/users.server.ts'
import { type Db, test } from '#tests/db-test.ts'
import {
  AFTER_DEADLINE,
  EXPERTS,
  PUBLICATION,
  type Purchase,
  appoint,
  createDraft,
  done,
  open,
  passReviews,
  publish,
  scoreAndSign,
  startPurchase,
  submissionOf,
  submitThree,
} from '#tests/factories/purchase.ts'

const SEED = 'a1'.repeat(32)
const at = AFTER_DEADLINE
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Every draw of a test is among its own experts: they alone have its speciality. */
async function register(
  purchase: Purchase,
  overrides: Record<string, { employer?: string; validUntil?: PlainDate }> = {},
  experts: readonly string[] = EXPERTS,
): Promise<void> {
  for (const expert of experts) {
    const profile = {
      userId: purchase.userId(expert),
      speciality: purchase.id,
      region: '四川',
      employer: `${purchase.id} 大学`,
      validUntil: null,
      ...overrides[expert],
    }
    done(await saveExpertProfile(purchase.as('officer'), profile))
  }
}

async function addExpert(db: Db, purchase: Purchase, name: string, organisation = 'pool') {
  const id = purchase.userId(name)
  await insertUser(db, {
    id,
    organisationId: purchase.userId(organisation),
    role: 'expert',
    name,
    loginName: id,
    passwordHash: '',
    createdAt: PUBLICATION,
  })
  const template = purchase.as('expert1', at)
  return { ...template, actor: { ...template.actor, userId: id } }
}

const commit = (
  purchase: Purchase,
  input: { drawId: string; places?: number; reason?: string; seed?: string },
  who = 'officer',
) =>
  commitExpertDraw(purchase.as(who, at), {
    tenderId: purchase.tenderId,
    places: 7,
    reason: '',
    seed: SEED,
    speciality: purchase.id,
    ...input,
  })

const reveal = (purchase: Purchase, drawId: string, who = 'officer') =>
  revealExpertDraw(purchase.as(who, at), { drawId })

const refusalOf = (decision: { ok: true } | { ok: false; refusal: string }) =>
  decision.ok ? undefined : decision.refusal

async function drawCommittee(purchase: Purchase, places = 7): Promise<string[]> {
  const drawId = randomUUID()
  done(await commit(purchase, { drawId, places }))
  return [...done(await reveal(purchase, drawId)).joined]
}

test('an expert is registered with an employer, and only an account of the register is', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  const profile = { speciality: '保险', region: '四川', employer: '大学', validUntil: null }
  const save = async (userId: string, overrides: Partial<typeof profile> = {}) =>
    refusalOf(await saveExpertProfile(purchase.as('officer'), { userId, ...profile, ...overrides }))
  expect(await save(purchase.userId('officer'))).toBe('not-an-expert')
  expect(await save(purchase.userId('expert1'), { employer: ' ' })).toBe('employer-missing')
  expect(await save(purchase.userId('expert1'))).toBeUndefined()
})

test('the seed’s hash is fixed first and nobody reads the seed before the draw is revealed', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  const drawId = randomUUID()
  await createDraft(purchase)
  await register(purchase)
  expect(refusalOf(await commit(purchase, { drawId }))).toBe('not-published')
  const published = await startPurchase(db)
  await publish(published)
  await register(published)
  expect(refusalOf(await commit(published, { drawId }, 'stranger'))).toBe('not-found')
  expect(refusalOf(await commit(published, { drawId, places: 8 }))).toBe('pool-too-small')
  expect(refusalOf(await commit(published, { drawId, places: 0 }))).toBe('pool-too-small')
  expect(done(await commit(published, { drawId, places: 3 }))).toEqual({ number: 1 })
  const [draw] = await listExpertDraws(db, published.tenderId)
  expect(draw).toMatchObject({ seedSha256: sha256(SEED), revealed: null })
  expect(JSON.stringify(draw)).not.toContain(SEED)
  expect(draw?.pool).toHaveLength(7)

  expect(refusalOf(await commit(published, { drawId }))).toBe('already-committed')
  expect(refusalOf(await commit(published, { drawId: randomUUID(), reason: '补抽' }))).toBe(
    'draw-open',
  )
  expect(refusalOf(await reveal(published, drawId, 'stranger'))).toBe('not-found')
  expect(refusalOf(await reveal(published, randomUUID()))).toBe('not-found')
  const { joined } = done(await reveal(published, drawId))
  const tickets = (draw?.pool ?? []).map((expertId) => ({
    expertId,
    ticket: sha256(ticketText(SEED, expertId)),
  }))
  expect(joined).toEqual(drawExperts(tickets, 3))
  expect(refusalOf(await reveal(published, drawId))).toBe('already-revealed')
  expect(refusalOf(await commit(published, { drawId: randomUUID() }))).toBe('reason-missing')
  const [revealed] = await listExpertDraws(db, published.tenderId)
  expect(revealed?.revealed).toMatchObject({ seed: SEED, drawn: joined })
  for (const statement of [
    sql`update expert_draws set seed = 'x' where id = ${drawId}`,
    sql`update expert_draws set drawn = '[]' where id = ${drawId}`,
    sql`delete from expert_draws where id = ${drawId}`,
  ])
    await expect(db.transaction((tx) => tx.execute(statement))).rejects.toThrow()
})

test('a term’s last day can be drawn and the next day not; employers of the tender are left out', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  await submitThree(purchase)
  await open(purchase)
  await register(purchase, {
    expert1: { validUntil: '2026-03-23' },
    expert2: { validUntil: '2026-03-22' },
    expert3: { employer: purchase.userId('entity') },
    expert4: { employer: purchase.userId('insurer1') },
    expert5: { employer: purchase.userId('supervision') },
  })
  done(
    await setAccountDisabled(purchase.as('officer'), {
      userId: purchase.userId('expert6'),
      disabled: true,
    }),
  )
  const drawId = randomUUID()
  done(await commit(purchase, { drawId, places: 2 }))
  const [draw] = await listExpertDraws(db, purchase.tenderId)
  expect(draw?.pool).toEqual([purchase.userId('expert1'), purchase.userId('expert7')])
  const own = EXPERTS.map(purchase.userId)
  expect(draw?.excluded.filter(({ expertId }) => own.includes(expertId))).toEqual([
    { expertId: purchase.userId('expert2'), reason: 'term-over' },
    { expertId: purchase.userId('expert3'), reason: 'works-for-procuring-entity' },
    { expertId: purchase.userId('expert4'), reason: 'works-for-bidder' },
    { expertId: purchase.userId('expert5'), reason: 'works-for-supervision' },
    { expertId: purchase.userId('expert6'), reason: 'account-closed' },
  ])
})

test('who becomes ineligible between the two acts is drawn but does not join', async ({ db }) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  await register(purchase)
  const drawId = randomUUID()
  done(await commit(purchase, { drawId }))
  const gone = purchase.userId('expert3')
  done(await setAccountDisabled(purchase.as('officer'), { userId: gone, disabled: true }))
  expect(done(await reveal(purchase, drawId)).joined).toHaveLength(6)
  const [draw] = await listExpertDraws(db, purchase.tenderId)
  expect(draw?.revealed?.drawn).toContain(gone)
})

test('a drawn committee is confirmed as drawn, with the buyer’s own people and a chair', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  await register(purchase, {}, EXPERTS.slice(0, 6))
  const own = (await addExpert(db, purchase, 'own', 'entity')).actor.userId
  const drawId = randomUUID()
  done(await commit(purchase, { drawId, places: 6 }))
  const confirm = async (
    experts: readonly string[],
    representatives: readonly string[],
    chair: string,
  ) =>
    refusalOf(
      await appointCommittee(purchase.as('officer', at), {
        tenderId: purchase.tenderId,
        members: [
          ...experts.map((expertId) => ({
            expertId,
            kind: 'expert' as const,
            chair: expertId === chair,
          })),
          ...representatives.map((expertId) => ({
            expertId,
            kind: 'procuring-entity-representative' as const,
            chair: expertId === chair,
          })),
        ],
      }),
    )
  expect(await confirm([], [own], own)).toBe('draw-open')
  const drawn = [...done(await reveal(purchase, drawId)).joined]
  const [first = ''] = drawn
  expect(await confirm(drawn, [own], own)).toBe('breaks-a-rule')
  expect(await confirm(drawn, [], first)).toBe('breaks-a-rule')
  expect(await confirm(drawn, [purchase.userId('expert7')], first)).toBe('not-a-representative')
  expect(await confirm([...drawn, own], [], first)).toBe('not-an-expert')
  expect(await confirm([...drawn, purchase.userId('expert7')], [], first)).toBe('not-drawn')
  const others = [...drawn.slice(0, 5), purchase.userId('expert7')]
  expect(await confirm(others, [own], first)).toBe('not-drawn')
  const second = (await addExpert(db, purchase, 'second', 'entity')).actor.userId
  expect(await confirm(drawn.slice(0, 5), [own, second], first)).toBe('drawn-left-out')
  expect(await confirm(drawn, [own], first)).toBeUndefined()
  const committee = await listCommittee(db, purchase.tenderId)
  expect(committee).toHaveLength(7)
  expect(committee.find(({ chair }) => chair)?.expertId).toBe(first)
})

test('once a sheet is signed nobody is exchanged who could go on', async ({ db }) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  await submitThree(purchase)
  await open(purchase)
  await appoint(purchase)
  await passReviews(purchase)
  await scoreAndSign(purchase, ['expert3'])
  const other = (await addExpert(db, purchase, 'expert8')).actor.userId
  const members = [...EXPERTS.slice(0, 6).map(purchase.userId), other].map((expertId, index) => ({
    expertId,
    kind: 'expert' as const,
    chair: index === 0,
  }))
  const { tenderId } = purchase
  expect(refusalOf(await appointCommittee(purchase.as('officer', at), { tenderId, members }))).toBe(
    'scoring-signed',
  )
})

test('an expert whose term is over is not named either', async ({ db }) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  const name = async () =>
    refusalOf(
      await appointCommittee(purchase.as('officer', at), {
        tenderId: purchase.tenderId,
        outsideDraw: '川采抽〔2026〕18号',
        members: EXPERTS.map((expert, index) => ({
          expertId: purchase.userId(expert),
          kind: 'expert' as const,
          chair: index === 0,
        })),
      }),
    )
  await register(purchase, { expert2: { validUntil: '2026-03-22' } }, ['expert2'])
  expect(await name()).toBe('term-over')
  await register(purchase, { expert2: { validUntil: '2026-03-23' } }, ['expert2'])
  expect(await name()).toBeUndefined()
})

test('a recusal is made good by a redraw that leaves the recused out, and the evaluation goes on', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  const { tenderId, lotId } = purchase
  await publish(purchase)
  await submitThree(purchase)
  await open(purchase)
  await register(purchase)
  const drawn = await drawCommittee(purchase)
  const eighth = await addExpert(db, purchase, 'expert8')
  done(
    await saveExpertProfile(purchase.as('officer'), {
      userId: eighth.actor.userId,
      speciality: purchase.id,
      region: '',
      employer: '八院',
      validUntil: null,
    }),
  )
  const recused = purchase.userId('expert2')
  const declare = (expert: string, conflict: boolean) =>
    declareInterest(purchase.as(expert, at), {
      tenderId,
      conflict,
      reason: conflict ? '亲属任职于投标人' : '',
    })
  for (const expert of EXPERTS) done(await declare(expert, expert === 'expert2'))
  const naming = (ids: readonly string[]) =>
    appointCommittee(purchase.as('officer', at), {
      tenderId,
      members: ids.map((expertId) => ({
        expertId,
        kind: 'expert' as const,
        chair: expertId === purchase.userId('expert1'),
      })),
    })
  expect(refusalOf(await naming(drawn))).toBe('recused')

  const drawId = randomUUID()
  expect(refusalOf(await commit(purchase, { drawId, places: 1 }))).toBe('reason-missing')
  done(await commit(purchase, { drawId, places: 1, reason: '补抽：一名专家回避' }))
  const [, redraw] = await listExpertDraws(db, tenderId)
  expect(redraw?.pool).toEqual([eighth.actor.userId])
  expect(redraw?.excluded).toContainEqual({ expertId: recused, reason: 'recused' })
  expect(done(await reveal(purchase, drawId)).joined).toEqual([eighth.actor.userId])
  expect(await listFormerMembers(db, tenderId)).toMatchObject([
    { expertId: recused, removalReason: '补抽：一名专家回避' },
  ])
  const sitting = (await listCommittee(db, tenderId)).map(({ expertId }) => expertId)
  expect(refusalOf(await naming([...sitting.slice(0, -1), recused]))).toBe('was-removed')
  expect(refusalOf(await naming(sitting))).toBeUndefined()
  done(await declareInterest(eighth, { tenderId, conflict: false, reason: '' }))
  await passReviews(purchase)
  await scoreAndSign(
    purchase,
    EXPERTS.filter((expert) => expert !== 'expert2'),
  )
  expect(await listSheetsWhenAllSigned(db, { tenderId, lotId, round: 1 })).toEqual([])
})

test('a member who is removed does not count, signed or not, until the report; then nothing changes', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  const { tenderId, lotId } = purchase
  await publish(purchase)
  await submitThree(purchase)
  await open(purchase)
  await register(purchase)
  await drawCommittee(purchase)
  const as = (who: string) => purchase.as(who, at)
  const naming = (ids: readonly string[]) =>
    appointCommittee(as('officer'), {
      tenderId,
      members: ids.map((expertId) => ({
        expertId,
        kind: 'expert' as const,
        chair: expertId === purchase.userId('expert1'),
      })),
    })
  done(await naming(EXPERTS.map(purchase.userId)))
  for (const expert of EXPERTS)
    done(await declareInterest(as(expert), { tenderId, conflict: false, reason: '' }))
  await passReviews(purchase)
  await scoreAndSign(purchase)
  const sheets = async () =>
    (await listSheetsWhenAllSigned(db, { tenderId, lotId, round: 1 })).map(
      ({ expertId }) => expertId,
    )
  expect(await sheets()).toHaveLength(7)

  const gone = purchase.userId('expert7')
  done(await setAccountDisabled(as('officer'), { userId: gone, disabled: true }))
  const remove = async (expertId: string, reason: string, who = 'officer') =>
    refusalOf(await removeCommitteeMember(as(who), { tenderId, expertId, reason }))
  expect(await remove(gone, '账户停用', 'stranger')).toBe('not-found')
  expect(await remove(gone, ' ')).toBe('reason-missing')
  expect(await remove(gone, '账户停用')).toBeUndefined()
  expect(await remove(gone, '账户停用')).toBe('not-a-member')
  expect(await sheets()).not.toContain(gone)
  expect(refusalOf(await completeEvaluation(as('officer'), { lotId, drawOrder: [] }))).toBe(
    'committee-too-small',
  )

  const ninth = await addExpert(db, purchase, 'expert9')
  done(
    await saveExpertProfile(as('officer'), {
      userId: ninth.actor.userId,
      speciality: purchase.id,
      region: '',
      employer: '九院',
      validUntil: null,
    }),
  )
  const drawId = randomUUID()
  done(await commit(purchase, { drawId, places: 1, reason: '补抽：一名专家账户停用' }))
  done(await reveal(purchase, drawId))
  expect(await sheets()).toEqual([])
  done(await declareInterest(ninth, { tenderId, conflict: false, reason: '' }))
  const scores = ['bidder1', 'bidder2', 'bidder3'].map((bidder) => ({
    bidId: submissionOf(purchase, bidder),
    criterionId: 'plan',
    points: 3_000n,
    reason: '完整',
  }))
  done(await saveScoreSheet(ninth, { lotId, scores }))
  done(await signScoreSheet(ninth, { lotId }))
  expect(await sheets()).toHaveLength(7)
  done(await completeEvaluation(as('officer'), { lotId, drawOrder: [] }))
  expect(await remove(purchase.userId('expert3'), '健康原因')).toBe('evaluation-complete')
  expect(refusalOf(await commit(purchase, { drawId: randomUUID(), reason: '补抽' }))).toBe(
    'evaluation-complete',
  )
  expect(refusalOf(await naming(EXPERTS.map(purchase.userId)))).toBe('evaluation-complete')
})
