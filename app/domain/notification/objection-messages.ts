import { type PlainDate } from '#app/domain/calendar.ts'
import { type ObjectionOutcome } from '#app/domain/objection/objection.ts'
import {
  type Announcement,
  type Recipients,
  type TenderFacts,
  EVERY_INSURER,
  officersOf,
  submittersOf,
} from './announcement.ts'
import { dayText } from './message-text.ts'

const OUTCOME_TEXT: Record<ObjectionOutcome, string> = { upheld: '成立', rejected: '不成立' }

type ObjectionFacts = TenderFacts & { objectionId: string }

/** 异议/质疑, to the buyer; the objector's rivals learn nothing of it. */
export function objectionFiled({
  objectionId,
  answerDue,
  ...tender
}: ObjectionFacts & { answerDue: PlainDate }): Announcement {
  return {
    eventKey: `objection.filed ${objectionId}`,
    recipients: officersOf(tender),
    message: {
      title: `收到异议（质疑）：${tender.tenderTitle}`,
      body: `“${tender.tenderTitle}”收到一件异议（质疑），须于${dayText(answerDue)}前（含当日）答复。`,
      link: `/objections/${objectionId}`,
    },
  }
}

export function objectionAnswered({
  objectionId,
  objectorId,
  outcome,
  complaintUntil,
  ...tender
}: ObjectionFacts & {
  objectorId: string
  outcome: ObjectionOutcome
  complaintUntil: PlainDate
}): Announcement {
  return {
    eventKey: `objection.answered ${objectionId}`,
    recipients: submittersOf(objectorId),
    message: {
      title: `异议（质疑）已答复：${tender.tenderTitle}`,
      body: `贵公司对“${tender.tenderTitle}”提出的异议（质疑）已答复：${OUTCOME_TEXT[outcome]}。对答复不满意的，可于${dayText(complaintUntil)}前（含当日）投诉。`,
      link: `/objections/${objectionId}`,
    },
  }
}

/** 投诉, to the supervising body and the buyer. */
export function complaintFiled({
  objectionId,
  complaintId,
  decisionDue,
  ...tender
}: ObjectionFacts & { complaintId: string; decisionDue: PlainDate }): Announcement[] {
  const eventKey = `complaint.filed ${complaintId}`
  const title = `收到投诉：${tender.tenderTitle}`
  const link = `/objections/${objectionId}`
  return [
    {
      eventKey,
      recipients: { kind: 'supervisors' },
      message: {
        title,
        body: `“${tender.tenderTitle}”有一件投诉，处理决定须于${dayText(decisionDue)}前（含当日）作出。`,
        link,
      },
    },
    {
      eventKey,
      recipients: officersOf(tender),
      message: {
        title,
        body: `“${tender.tenderTitle}”的一件异议（质疑）已被投诉至监督部门，请配合调查。`,
        link,
      },
    },
  ]
}

/** 投诉处理决定, to both sides. */
export function complaintDecided({
  objectionId,
  complaintId,
  objectorId,
  outcome,
  ...tender
}: ObjectionFacts & {
  complaintId: string
  objectorId: string
  outcome: ObjectionOutcome
}): Announcement[] {
  const message = {
    title: `投诉处理决定：${tender.tenderTitle}`,
    body: `监督部门已对“${tender.tenderTitle}”的投诉作出处理决定：投诉${OUTCOME_TEXT[outcome]}。`,
    link: `/objections/${objectionId}`,
  }
  return [submittersOf(objectorId), officersOf(tender)].map((recipients) => ({
    eventKey: `complaint.decided ${complaintId}`,
    recipients,
    message,
  }))
}

/** 暂停采购活动. Before the opening every insurer is told, after it those whose bids are opened. */
export function procedureSuspended({
  complaintId,
  until,
  openedLotIds,
  ...tender
}: TenderFacts & {
  complaintId: string
  until: PlainDate
  openedLotIds: readonly string[] // empty before the opening
}): Announcement[] {
  const { tenderId, tenderTitle } = tender
  const told: { recipients: Recipients; link: string }[] = [
    { recipients: officersOf(tender), link: `/tenders/${tenderId}` },
    { recipients: { kind: 'opening-officers', tenderId }, link: '/openings' },
    { recipients: { kind: 'committee', tenderId }, link: '/evaluations' },
    ...(openedLotIds.length === 0
      ? [{ recipients: EVERY_INSURER, link: `/notices/${tenderId}` }]
      : openedLotIds.map((lotId) => ({
          recipients: { kind: 'opened-bidders' as const, lotId },
          link: `/notices/${tenderId}`,
        }))),
  ]
  return told.map(({ recipients, link }) => ({
    eventKey: `procedure.suspended ${complaintId}`,
    recipients,
    message: {
      title: `采购活动暂停：${tenderTitle}`,
      body: `监督部门已通知暂停“${tenderTitle}”的采购活动，至${dayText(until)}止（含当日）。暂停期间不开标、不定标、不签订合同。`,
      link,
    },
  }))
}
