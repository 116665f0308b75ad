import { answerObjection } from '#app/commands/answer-objection.server.ts'
import { fileComplaint } from '#app/commands/file-complaint.server.ts'
import { fileObjection } from '#app/commands/file-objection.server.ts'
import { type ObjectionSubject } from '#app/domain/objection/objection.ts'
import { listPurchaseEvents } from '#db/queries/audit-events.server.ts'
import { listInbox } from '#db/queries/notifications.server.ts'
import { type Db } from '#db/client.server.ts'
import { type Purchase, done } from './purchase.ts'

/** 12 o'clock in China on a day. */
export function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00+08:00`)
}

export function objectionIdOf({ id }: Purchase): string {
  return `${id}-objection`
}

export function complaintIdOf({ id }: Purchase): string {
  return `${id}-complaint`
}

/** What bidder2's objection to the purchase says; a test states only what matters to it. */
export function buildObjection(
  purchase: Purchase,
  overrides: Partial<Parameters<typeof fileObjection>[1]> = {},
): Parameters<typeof fileObjection>[1] {
  return {
    objectionId: objectionIdOf(purchase),
    tenderId: purchase.tenderId,
    lotId: purchase.lotId,
    subject: 'bidding-documents',
    act: '评分标准设置',
    ground: '与采购需求不相适应',
    evidence: '招标文件第三章',
    remedyAsked: '修改评分标准',
    ...overrides,
  }
}

export async function object(
  purchase: Purchase,
  subject: ObjectionSubject,
  at: Date,
): Promise<void> {
  done(await fileObjection(purchase.as('bidder2', at), buildObjection(purchase, { subject })))
}

/** The officer finds the objection without ground. */
export async function rejectObjection(purchase: Purchase, at: Date): Promise<void> {
  done(
    await answerObjection(purchase.as('officer', at), {
      objectionId: objectionIdOf(purchase),
      outcome: 'rejected',
      remedy: 'none',
      answer: '不成立',
    }),
  )
}

export async function complain(purchase: Purchase, at: Date): Promise<void> {
  done(await fileComplaint(purchase.as('bidder2', at), buildComplaint(purchase)))
}

export function buildComplaint(purchase: Purchase): Parameters<typeof fileComplaint>[1] {
  return {
    complaintId: complaintIdOf(purchase),
    objectionId: objectionIdOf(purchase),
    facts: '答复未回应质疑事项',
    request: '责令重新评审',
  }
}

type Answer = Parameters<typeof answerObjection>[1]

/** The officer's answer, upheld unless said otherwise. */
export function tryAnswer(
  purchase: Purchase,
  at: Date,
  overrides: Partial<Answer> = {},
): ReturnType<typeof answerObjection> {
  return answerObjection(purchase.as('officer', at), {
    objectionId: objectionIdOf(purchase),
    outcome: 'upheld',
    remedy: 'none',
    answer: '成立',
    ...overrides,
  })
}

export function tryObjection(
  purchase: Purchase,
  person: string,
  at: Date,
  overrides: Partial<Parameters<typeof fileObjection>[1]> = {},
): ReturnType<typeof fileObjection> {
  return fileObjection(purchase.as(person, at), buildObjection(purchase, overrides))
}

/** What a person was told, newest first. */
export async function titlesOf(db: Db, userId: string): Promise<string[]> {
  const { items } = await listInbox(db, { userId, show: 'all' }, { limit: 20, offset: 0 })
  return items.map(({ title }) => title)
}

/** The acts in a purchase's trail. */
export async function actionsOf({ db, tenderId }: Purchase): Promise<string[]> {
  const about = { purchaseId: tenderId, subjectId: '' }
  const { events } = await listPurchaseEvents(db, about, { limit: 200, offset: 0 })
  return events.map(({ action }) => action)
}
