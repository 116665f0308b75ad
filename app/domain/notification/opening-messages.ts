import { type Announcement, type TenderFacts, EVERY_INSURER } from './announcement.ts'
import { momentText } from './message-text.ts'

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
