import { amendTender } from '#app/commands/amend-tender.server.ts'
import { answerClarification } from '#app/commands/answer-clarification.server.ts'
import { answerObjection } from '#app/commands/answer-objection.server.ts'
import { askClarification } from '#app/commands/ask-clarification.server.ts'
import { attachTenderFile } from '#app/commands/attach-tender-file.server.ts'
import { commentOnConsultation } from '#app/commands/comment-on-consultation.server.ts'
import { decideComplaint } from '#app/commands/decide-complaint.server.ts'
import { fileComplaint } from '#app/commands/file-complaint.server.ts'
import { fileObjection } from '#app/commands/file-objection.server.ts'
import { orderSuspension } from '#app/commands/order-suspension.server.ts'
import { publishConsultation } from '#app/commands/publish-consultation.server.ts'
import { recordBidSecurity } from '#app/commands/record-bid-security.server.ts'
import { replyToComment } from '#app/commands/reply-to-comment.server.ts'
import { returnBidSecurity } from '#app/commands/return-bid-security.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import { samplePdf, OPENING_OFFICERS } from './bidding.ts'
import { yuan } from './terms.ts'
import { type Teller, chinaTime, told } from './teller.ts'

const OFFICER = 'sample'

/** Before the notice: a draft out for comment, with one comment adopted, and the past claims as an annex. */
export async function tellConsultation(teller: Teller, tenderId: string): Promise<void> {
  const officer = (at: string) => teller.as(OFFICER, chinaTime(at))
  const consultationId = `${tenderId}-consultation`
  told(
    await attachTenderFile(officer('2025-08-11T09:00'), {
      fileId: `${tenderId}-experience`,
      tenderId,
      kind: 'experience-data',
      fileName: '既往三年赔付汇总表.pdf',
      content: samplePdf('Past claims in total'),
    }),
  )
  told(
    await publishConsultation(officer('2025-08-11T10:00'), {
      consultationId,
      tenderId,
      introduction: '现就大病保险承办服务招标文件（征求意见稿）公开征求意见。',
      lastDay: '2025-08-22',
    }),
  )
  const commentId = `${consultationId}-1`
  told(
    await commentOnConsultation(teller.as('insurer3', chinaTime('2025-08-18T15:00')), {
      commentId,
      consultationId,
      comment: '建议在招标文件中公布最近三年的赔付汇总数据，便于测算。',
    }),
  )
  told(
    await replyToComment(officer('2025-08-25T10:00'), {
      commentId,
      adopted: true,
      reply: '采纳，已随招标文件附既往三年赔付汇总表。',
    }),
  )
}

/** During the bidding: a question answered to all, and a ceiling corrected late, which puts the deadline off. */
export async function tellAmendment(teller: Teller, tenderId: string): Promise<void> {
  const questionId = `${tenderId}-question`
  told(
    await askClarification(teller.as('insurer2', chinaTime('2025-09-04T11:00')), {
      questionId,
      tenderId,
      question: '“一站式”结算是否包括跨省异地就医？',
    }),
  )
  told(
    await answerClarification(teller.as(OFFICER, chinaTime('2025-09-05T16:00')), {
      questionId,
      answer: '包括。跨省异地就医直接结算的费用，按国家平台清算数据一并结算。',
      changesTerms: false,
    }),
  )
  const tender = await findTender(teller.db, tenderId)
  if (!tender) throw new Error(`the story has no ${tenderId}`)
  const { terms } = tender
  told(
    await amendTender(teller.as(OFFICER, chinaTime('2025-09-18T10:00')), {
      tenderId,
      basedOnVersion: 1,
      terms: {
        ...terms,
        timetable: { ...terms.timetable, bidDeadline: chinaTime('2025-10-13T09:00') },
        lots: terms.lots.map((lot) => ({ ...lot, priceCeiling: yuan('80') })),
      },
      openingOfficers: OPENING_OFFICERS,
      reason: '最高限价测算基数有误，按参保人数复核后更正。',
    }),
  )
}

/** After the second notice: an objection is rejected, taken to the supervising body, and rejected there too. */
export async function tellComplaint(
  teller: Teller,
  { tenderId, lotId }: { tenderId: string; lotId: string },
): Promise<void> {
  const objectionId = `${tenderId}-second-objection`
  const complaintId = `${tenderId}-complaint`
  const objector = (at: string) => teller.as('insurer2', chinaTime(at))
  const supervisor = (at: string) => teller.as('supervisor', chinaTime(at))
  told(
    await fileObjection(objector('2025-10-23T09:30'), {
      objectionId,
      tenderId,
      lotId,
      subject: 'result',
      act: '重新评审的服务方案得分',
      ground: '重新评审后得分变化较大，请求说明理由。',
      evidence: '两次公示的候选人名单',
      remedyAsked: '恢复第一次评审结果',
    }),
  )
  told(
    await answerObjection(teller.as(OFFICER, chinaTime('2025-10-24T16:00')), {
      objectionId,
      outcome: 'rejected',
      remedy: 'none',
      answer: '重新评审由原评标委员会独立进行，各项评分均有书面理由，异议不成立。',
    }),
  )
  told(
    await fileComplaint(objector('2025-10-27T10:00'), {
      complaintId,
      objectionId,
      facts: '重新评审改变了中标候选人排序，答复未说明具体理由。',
      request: '责令恢复第一次评审结果',
    }),
  )
  told(
    await orderSuspension(supervisor('2025-10-28T09:00'), {
      complaintId,
      document: '示例财采函〔2025〕12号',
      until: '2025-11-10',
    }),
  )
  told(
    await decideComplaint(supervisor('2025-11-03T15:00'), {
      complaintId,
      outcome: 'rejected',
      remedy: 'none',
      decision: '经调阅评审记录，重新评审程序合法、理由充分，投诉缺乏事实依据，驳回投诉。',
      document: '示例财采决〔2025〕5号',
    }),
  )
}

/** Securities of the three bids; two are back in time, the third is overdue. */
export async function tellSecurities(
  teller: Teller,
  { tenderId, submissionIds }: { tenderId: string; submissionIds: readonly string[] },
): Promise<void> {
  for (const [index, submissionId] of submissionIds.entries()) {
    const securityId = `${submissionId}-security`
    told(
      await recordBidSecurity(teller.as(OFFICER, chinaTime('2025-10-13T14:00')), {
        securityId,
        tenderId,
        submissionId,
        amount: yuan('800000'),
        form: index === 0 ? 'guarantee' : 'transfer',
        receivedOn: '2025-10-10',
        document: `保证金收讫凭证${index + 1}号`,
      }),
    )
  }
  for (const submissionId of submissionIds.slice(0, 2)) {
    told(
      await returnBidSecurity(teller.as(OFFICER, chinaTime('2025-11-20T10:00')), {
        securityId: `${submissionId}-security`,
        on: '2025-11-20',
        document: '退款凭证（含银行同期存款利息）',
        end: { outcome: 'returned' },
      }),
    )
  }
}
