import { type PlainDate } from '#app/domain/calendar.ts'
import {
  type Announcement,
  type LotFacts,
  type TenderFacts,
  EVERY_INSURER,
  officersOf,
} from './announcement.ts'
import { dayText, lotText, momentText } from './message-text.ts'

/** 征求意见: a draft is put out for comment. */
export function consultationPublished({
  tenderTitle,
  consultationId,
  lastDay,
}: TenderFacts & { consultationId: string; lastDay: PlainDate }): Announcement {
  return {
    eventKey: `consultation.published ${consultationId}`,
    recipients: EVERY_INSURER,
    message: {
      title: `征求意见：${tenderTitle}`,
      body: `“${tenderTitle}”的政策与招标条款草案公开征求意见，意见请于${dayText(lastDay)}前（含当日）提交。`,
      link: `/consultations/${consultationId}`,
    },
  }
}

export function tenderPublished({
  tenderId,
  tenderTitle,
  documentsUntil,
  bidDeadline,
}: TenderFacts & { documentsUntil: PlainDate; bidDeadline: Date }): Announcement {
  return {
    eventKey: `tender.published ${tenderId}`,
    recipients: EVERY_INSURER,
    message: {
      title: `招标公告：${tenderTitle}`,
      body: `“${tenderTitle}”已发布招标公告。招标文件获取至${dayText(documentsUntil)}，投标截止时间为${momentText(bidDeadline)}。`,
      link: `/notices/${tenderId}`,
    },
  }
}

/** 更正: told to every insurer, also those who have not bid, and to who opens when the deadline moves. */
export function tenderAmended({
  tenderId,
  tenderTitle,
  version,
  affectsBids,
  deadlineMoved,
  bidDeadline,
}: TenderFacts & {
  version: number
  affectsBids: boolean
  deadlineMoved: boolean
  bidDeadline: Date
}): Announcement[] {
  const eventKey = `tender.amended ${tenderId} ${version}`
  const deadline = deadlineMoved
    ? `投标截止时间改为${momentText(bidDeadline)}。`
    : `投标截止时间仍为${momentText(bidDeadline)}。`
  const whatToDo = affectsBids
    ? '本次更正影响投标文件编制：已递交的投标须在截止时间前确认仍然有效或重新递交，否则不予开启。'
    : '本次更正不影响投标文件编制，已递交的投标无须处理。'
  const toInsurers: Announcement = {
    eventKey,
    recipients: EVERY_INSURER,
    message: {
      title: `更正公告：${tenderTitle}`,
      body: `“${tenderTitle}”发布了招标文件第${version}版。${deadline}${whatToDo}`,
      link: `/notices/${tenderId}`,
    },
  }
  if (!deadlineMoved) return [toInsurers]
  const toOpeningOfficers: Announcement = {
    eventKey,
    recipients: { kind: 'opening-officers', tenderId },
    message: {
      title: `开标时间变更：${tenderTitle}`,
      body: `“${tenderTitle}”的${deadline}`,
      link: '/openings',
    },
  }
  return [toInsurers, toOpeningOfficers]
}

/** 澄清: the answer goes to all; who asked is not said. */
export function clarificationAnswered({
  tenderId,
  tenderTitle,
  questionId,
}: TenderFacts & { questionId: string }): Announcement {
  return {
    eventKey: `clarification.answered ${questionId}`,
    recipients: EVERY_INSURER,
    message: {
      title: `澄清答复：${tenderTitle}`,
      body: `“${tenderTitle}”公布了一项对招标文件疑问的答复，对所有潜在投标人一致适用。`,
      link: `/notices/${tenderId}`,
    },
  }
}

/** 开标: to the bidders of each opened lot, the buyer's officers and who opened. */
export function bidsOpened({
  openedLotIds,
  openedAt,
  ...tender
}: TenderFacts & { openedLotIds: readonly string[]; openedAt: Date }): Announcement[] {
  const { tenderId, tenderTitle } = tender
  const eventKey = `tender.bids-opened ${tenderId}`
  const opened = `“${tenderTitle}”已于${momentText(openedAt)}开标，`
  const record = {
    title: `已开标：${tenderTitle}`,
    body: `${opened}开标记录已公开。`,
    link: `/notices/${tenderId}/opening`,
  }
  return [
    ...openedLotIds.map((lotId): Announcement => ({
      eventKey,
      recipients: { kind: 'opened-bidders', lotId },
      message: record,
    })),
    {
      eventKey,
      recipients: officersOf(tender),
      message: {
        title: record.title,
        body: `${opened}请办理评审委员会组建与资格审查。`,
        link: `/tenders/${tenderId}`,
      },
    },
    { eventKey, recipients: { kind: 'opening-officers', tenderId }, message: record },
  ]
}

/** 流标、废标 of a lot; public, so that it tells every insurer whether or not it has bid. */
export function lotFailed({
  reason,
  ...lot
}: LotFacts & { reason: string /* in Chinese, with its rule */ }): Announcement[] {
  const { lotId, tenderId, tenderTitle } = lot
  const eventKey = `lot.failed ${lotId}`
  const title = `采购失败：${tenderTitle}`
  const body = `${lotText(lot)}未能成交：${reason}。`
  return [
    {
      eventKey,
      recipients: EVERY_INSURER,
      message: { title, body, link: `/notices/${tenderId}` },
    },
    {
      eventKey,
      recipients: officersOf(lot),
      message: {
        title,
        body: `${body}请决定重新招标或采用其他方式。`,
        link: `/tenders/${tenderId}`,
      },
    },
  ]
}

/** 终止招标. */
export function tenderCancelled({
  reason,
  ...tender
}: TenderFacts & { reason: string }): Announcement[] {
  const { tenderId, tenderTitle } = tender
  const message = {
    title: `终止招标：${tenderTitle}`,
    body: `“${tenderTitle}”已终止招标，原因：${reason}。未开启的投标不再开启。`,
    link: `/notices/${tenderId}`,
  }
  const eventKey = `tender.cancelled ${tenderId}`
  return [
    { eventKey, recipients: EVERY_INSURER, message },
    { eventKey, recipients: { kind: 'opening-officers', tenderId }, message },
    { eventKey, recipients: { kind: 'committee', tenderId }, message },
  ]
}
