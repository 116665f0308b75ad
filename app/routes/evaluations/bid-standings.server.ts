import { type PlainDate } from '#app/domain/calendar.ts'
import { qualificationStanding } from '#app/domain/qualification/qualified-insurers.ts'
import { type Db } from '#db/client.server.ts'
import { qualificationOfInsurer } from '#db/queries/qualifications.server.ts'
import { type BidStanding } from './bid-standing.ts'

export async function listBidStandings(
  db: Db,
  bids: readonly { submissionId: string; bidderName: string }[],
  { deadlineDay, today }: { deadlineDay: PlainDate; today: PlainDate },
): Promise<BidStanding[]> {
  return Promise.all(
    bids.map(async ({ submissionId, bidderName: insurerName }) => {
      const onDeadline = await qualificationOfInsurer(db, { insurerName, day: deadlineDay })
      const now = await qualificationOfInsurer(db, { insurerName, day: today })
      return {
        submissionId,
        state: onDeadline.state,
        institution: onDeadline.state === 'qualified' ? onDeadline.institution : null,
        list: onDeadline.list,
        change: qualificationStanding(onDeadline, now).change,
        laterList: now.list,
      }
    }),
  )
}
