import { type Announcement, type LotFacts, EVERY_INSURER } from './announcement.ts'
import { lotText } from './message-text.ts'

/** 其他方式: public, so that every insurer is told who was chosen and by which decision. */
export function otherProcedureRecorded({
  insurerName,
  document,
  ...lot
}: LotFacts & { insurerName: string; document: string }): Announcement {
  return {
    eventKey: `lot.other-procedure ${lot.lotId}`,
    recipients: EVERY_INSURER,
    message: {
      title: `其他方式确定承办机构：${lot.tenderTitle}`,
      body: `${lotText(lot)}招标未能确定承办机构，已依${document}由${insurerName}承办。`,
      link: `/other-procedures/${lot.lotId}`,
    },
  }
}
