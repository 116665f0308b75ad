import { createHash, randomUUID } from 'node:crypto'
import { commitExpertDraw } from '#app/commands/commit-expert-draw.server.ts'
import { revealExpertDraw } from '#app/commands/reveal-expert-draw.server.ts'
import { saveExpertProfile } from '#app/commands/save-expert-profile.server.ts'
import { type CommandContext } from '#app/commands/context.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Decision } from '#app/domain/decision.ts'
import { type NamedMember } from '#app/domain/evaluation/change-committee.ts'
import { insertUser } from '#db/queries/users.server.ts'
import { AFTER_DEADLINE, EXPERTS, PUBLICATION, type Purchase, done } from './purchase.ts'

export const SEED = 'a1'.repeat(32)

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export function refusalOf(decision: Decision<unknown, string>): string | undefined {
  return decision.ok ? undefined : decision.refusal
}

/** What an expert of the purchase is registered with: a speciality that only its own experts have. */
export function buildProfile(
  purchase: Purchase,
  userId: string,
  overrides: { employer?: string; validUntil?: PlainDate } = {},
) {
  return {
    userId,
    speciality: purchase.id,
    region: '四川',
    employer: `${purchase.id} 大学`,
    validUntil: null,
    ...overrides,
  }
}

/** Registers the purchase's experts, so that they can be drawn. */
export async function register(
  purchase: Purchase,
  overrides: Record<string, { employer?: string; validUntil?: PlainDate }> = {},
  experts: readonly string[] = EXPERTS,
): Promise<void> {
  for (const expert of experts) {
    const profile = buildProfile(purchase, purchase.userId(expert), overrides[expert])
    done(await saveExpertProfile(purchase.as('officer'), profile))
  }
}

/** One more account with the expert's role: of the register, or the buyer's own. */
export async function addExpert(
  purchase: Purchase,
  name: string,
  organisation = 'pool',
): Promise<CommandContext> {
  const id = purchase.userId(name)
  await insertUser(purchase.db, {
    id,
    organisationId: purchase.userId(organisation),
    role: 'expert',
    name,
    loginName: id,
    passwordHash: '',
    createdAt: PUBLICATION,
  })
  const template = purchase.as('expert1', AFTER_DEADLINE)
  return { ...template, actor: { ...template.actor, userId: id } }
}

export function commitDraw(
  purchase: Purchase,
  input: { drawId: string; places?: number; reason?: string },
  who = 'officer',
) {
  return commitExpertDraw(purchase.as(who, AFTER_DEADLINE), {
    tenderId: purchase.tenderId,
    places: 7,
    reason: '',
    seed: SEED,
    speciality: purchase.id,
    ...input,
  })
}

export function revealDraw(purchase: Purchase, drawId: string, who = 'officer') {
  return revealExpertDraw(purchase.as(who, AFTER_DEADLINE), { drawId })
}

/** All seven experts of the purchase are registered and drawn. */
export async function drawCommittee(purchase: Purchase): Promise<readonly string[]> {
  await register(purchase)
  const drawId = randomUUID()
  done(await commitDraw(purchase, { drawId }))
  return done(await revealDraw(purchase, drawId)).joined
}

/** Members named as experts, the first or a given one as the chair. */
export function expertsNamed(ids: readonly string[], chair = ids[0]): NamedMember[] {
  return ids.map((expertId) => ({ expertId, kind: 'expert', chair: expertId === chair }))
}
