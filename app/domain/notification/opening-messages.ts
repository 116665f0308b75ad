import { UNFINISHED_UPLOAD_RULE, closedBidTreatment } from '#app/domain/opening/closed-bid.ts'
import { type UnopenedReason } from '#app/domain/opening/opening-outcome.ts'
import {
  type Announcement,
  type LotFacts,
  type TenderFacts,
  EVERY_INSURER,
  submittersOf,
} from './announcement.ts'
import { lotText, momentText } from './message-text.ts'

/** 开标开始: told to every insurer, since before the opening is over nobody shall learn who has bid. */
export function openingStarted({
  tenderId,
  tenderTitle,
  startedAt,
  bidderWindowEndsAt,
}: TenderFacts & { startedAt: Date; bidderWindowEndsAt: Date }): Announcement[] {
  const eventKey = `opening.started ${tenderId}`
  return [
    {
      eventKey,
      recipients: EVERY_INSURER,
      message: {
        title: `开标开始：${tenderTitle}`,
        body: `“${tenderTitle}”已于${momentText(startedAt)}开始开标。开标人员的份额不足以开启时，投标人可在${momentText(bidderWindowEndsAt)}前用本公司密钥自行解密。`,
        link: '/bids',
      },
    },
    {
      eventKey,
      recipients: { kind: 'opening-officers', tenderId },
      message: {
        title: `请释放开标份额：${tenderTitle}`,
        body: `“${tenderTitle}”已于${momentText(startedAt)}开始开标，请在开标室用您的密钥释放份额。`,
        link: `/openings/${tenderId}`,
      },
    },
  ]
}

const CLOSED_TEXT: Record<UnopenedReason, string> = {
  'amendment-not-confirmed': '影响投标的更正后未经确认，不予开启',
  'keys-missing': '开标人员的份额不足，时限内也未自行解密，视为撤回',
  'sealed-wrong': '密封有误，不能解密，视为撤销',
  damaged: '平台存储的密封件与回执不符，视为撤回',
  'lot-failed': '采购包投标人不足三家，不予开启',
}

/** A bid that stayed closed: its bidder is told why, and by which rule. */
export function bidStayedClosed({
  bidderId,
  reason,
  detail,
  ...lot
}: LotFacts & { bidderId: string; reason: UnopenedReason; detail: string }): Announcement {
  const why = detail ? `${CLOSED_TEXT[reason]}（${detail}）` : CLOSED_TEXT[reason]
  return {
    eventKey: `bid.stayed-closed ${lot.lotId} ${bidderId}`,
    recipients: submittersOf(bidderId),
    message: {
      title: `投标文件未开启：${lot.tenderTitle}`,
      body: `贵公司对${lotText(lot)}的投标文件未能开启：${why}。依据：${closedBidTreatment(reason).source}。`,
      link: `/notices/${lot.tenderId}/opening`,
    },
  }
}

/** An upload that was not finished in time is no bid; nobody but its bidder learns of it. */
export function uploadUnfinished({
  bidderId,
  ...lot
}: LotFacts & { bidderId: string }): Announcement {
  return {
    eventKey: `bid.upload-unfinished ${lot.lotId} ${bidderId}`,
    recipients: submittersOf(bidderId),
    message: {
      title: `投标文件未递交完成：${lot.tenderTitle}`,
      body: `贵公司对${lotText(lot)}上传的一份投标文件到截止时间仍未递交完成，视为撤回；此前已经递交并取得回执的不受影响。依据：${UNFINISHED_UPLOAD_RULE}。`,
      link: `/lots/${lot.lotId}/bid`,
    },
  }
}
