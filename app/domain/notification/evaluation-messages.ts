import {
  type Announcement,
  type LotFacts,
  type TenderFacts,
  officersOf,
  submittersOf,
} from './announcement.ts'
import { lotText, momentText } from './message-text.ts'

/** 抽取结果, to each expert drawn. */
export function expertsDrawn({
  tenderId,
  tenderTitle,
  drawNumber,
  expertIds,
}: TenderFacts & { drawNumber: number; expertIds: readonly string[] }): Announcement {
  return {
    eventKey: `committee.drawn ${tenderId} ${drawNumber}`,
    recipients: { kind: 'people', userIds: expertIds },
    message: {
      title: `评审邀请：${tenderTitle}`,
      body: `您被随机抽取为“${tenderTitle}”的评审专家。接触投标文件前请先申明有无利害关系；有应当回避的情形的，请如实申明。`,
      link: `/tenders/${tenderId}/interest`,
    },
  }
}

/** 回避后补抽. Who withdrew and why stands on the committee's page, not in a mail. */
export function redrawNeeded({
  expertId,
  ...tender
}: TenderFacts & { expertId: string }): Announcement {
  const { tenderId, tenderTitle } = tender
  return {
    eventKey: `committee.redraw-needed ${tenderId} ${expertId}`,
    recipients: officersOf(tender),
    message: {
      title: `需要补抽专家：${tenderTitle}`,
      body: `“${tenderTitle}”的一名评审专家回避或退出，请补抽专家，使委员会重新达到法定组成。`,
      link: `/tenders/${tenderId}/committee`,
    },
  }
}

/** 澄清、说明或补正, asked of one bidder; told to nobody else. */
export function bidClarificationAsked({
  requestId,
  bidderId,
  answerDue,
  ...lot
}: LotFacts & { requestId: string; bidderId: string; answerDue: Date }): Announcement {
  return {
    eventKey: `bid.clarification-asked ${requestId}`,
    recipients: submittersOf(bidderId),
    message: {
      title: `请澄清投标文件：${lot.tenderTitle}`,
      body: `评标委员会要求对贵公司在${lotText(lot)}的投标文件作出澄清、说明或补正，请于${momentText(answerDue)}前答复。`,
      link: `/lots/${lot.lotId}/clarifications`,
    },
  }
}

export function bidClarificationAnswered({
  requestId,
  ...lot
}: LotFacts & { requestId: string }): Announcement {
  return {
    eventKey: `bid.clarification-answered ${requestId}`,
    recipients: { kind: 'committee-chair', tenderId: lot.tenderId },
    message: {
      title: `投标人已澄清：${lot.tenderTitle}`,
      body: `${lotText(lot)}的一家投标人已答复澄清要求，请继续符合性审查。`,
      link: `/lots/${lot.lotId}/reviews`,
    },
  }
}

/** 重新评审: another round after an objection or a complaint. */
export function reEvaluationStarted({
  round,
  reason,
  ...lot
}: LotFacts & { round: number; reason: string }): Announcement[] {
  const eventKey = `lot.re-evaluation-started ${lot.lotId} ${round}`
  const title = `重新评审：${lot.tenderTitle}`
  const body = `${lotText(lot)}进入第${round}轮评审，原因：${reason}。`
  return [
    {
      eventKey,
      recipients: { kind: 'committee', tenderId: lot.tenderId },
      message: {
        title,
        body: `${body}请重新独立评审并签署。`,
        link: `/lots/${lot.lotId}/score-sheet`,
      },
    },
    {
      eventKey,
      recipients: officersOf(lot),
      message: { title, body: `${body}请重新办理资格审查。`, link: `/lots/${lot.lotId}/reviews` },
    },
  ]
}
