import { type CommandContext } from '#app/commands/context.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { awaitsEvaluation } from '#app/domain/evaluation/committee.ts'
import { expertPool } from '#app/domain/evaluation/expert-pool.ts'
import { seedHash } from '#app/sealing/expert-tickets.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { insertExpertDraw, listExpertDraws } from '#db/queries/expert-draws.server.ts'
import { findPoolFacts, listPoolCandidates } from '#db/queries/experts.server.ts'
import { lockTender } from '#db/queries/tenders.server.ts'

export type CommitExpertDrawRefusal =
  | 'not-found'
  | 'not-published'
  | 'evaluation-complete'
  | 'draw-open'
  | 'reason-missing'
  | 'pool-too-small'
  | 'already-committed'

/**
 * Fixes the pool and the seed's hash of a random draw of experts (随机抽取). The seed
 * comes from the caller's random source and is shown with the result only, so
 * that nobody can choose it by the outcome. A redraw (补抽) has a reason.
 */
export async function commitExpertDraw(
  { db, actor, clock }: CommandContext,
  input: {
    drawId: string
    tenderId: string
    places: number
    reason: string
    seed: string
    speciality?: string // 相关专业; empty draws among all
  },
): Promise<Decision<{ number: number }, CommitExpertDrawRefusal>> {
  const { drawId: id, tenderId, places, reason, seed, speciality = '' } = input
  return db.transaction(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    if (!tender || tender.procuringEntityId !== actor.organisationId) return refuse('not-found')
    if (!tender.publishedAt) return refuse('not-published')
    if (!awaitsEvaluation(tender.facts.lots)) return refuse('evaluation-complete')
    const draws = await listExpertDraws(tx, tenderId)
    if (draws.some((draw) => draw.id === id)) return refuse('already-committed')
    if (draws.some(({ revealed }) => revealed === null)) return refuse('draw-open')
    const facts = await findPoolFacts(tx, tender)
    const isRedraw = draws.length > 0 || facts.members.length > 0
    if (isRedraw && reason.trim() === '') return refuse('reason-missing')

    const at = await clock(tx)
    const today = dateInChina(at)
    const pool = expertPool(await listPoolCandidates(tx, today), facts, { today, speciality })
    if (places < 1 || pool.eligible.length < places) return refuse('pool-too-small')
    const number = draws.length + 1
    const draw = {
      id,
      tenderId,
      number,
      reason,
      places,
      pool: pool.eligible,
      excluded: pool.excluded,
      seed,
      seedSha256: await seedHash(seed),
      committedAt: at,
      committedBy: actor.userId,
    }
    if (!(await insertExpertDraw(tx, draw))) return refuse('already-committed')
    const { seedSha256 } = draw
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'committee.draw-committed',
      subjectId: tenderId,
      purchaseId: tenderId,
      payload: { number, reason, places, speciality, pool: pool.eligible, seedSha256 },
    })
    return accept({ number })
  })
}
