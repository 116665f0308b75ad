import { amendTender } from '#app/commands/amend-tender.server.ts'
import { awardLot } from '#app/commands/award-lot.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import {
  AFTER_DEADLINE,
  DURING_BIDDING,
  OPENING_OFFICERS,
  PUBLICATION,
  actAs,
  done,
} from '#tests/factories/purchase-people.ts'
import { untilKilled } from '#tests/kill.ts'

// Run by procedure-kill.test.ts as a process of its own, to be killed in the middle of an act.
await untilKilled(async ({ db, args: [act = '', purchaseId = '', tenderId = '', lotId = ''] }) => {
  const officer = (at: Date) => actAs(db, purchaseId, 'officer', at)
  if (act === 'publish') done(await publishTender(officer(PUBLICATION), { tenderId }))
  if (act === 'award') {
    const submissionId = `${purchaseId}-bidder1-submission`
    done(await awardLot(officer(AFTER_DEADLINE), { lotId, submissionId, reason: '' }))
  }
  if (act === 'amend') {
    const tender = await findTender(db, tenderId)
    if (!tender) throw new Error(`no such tender: ${tenderId}`)
    const { terms } = tender
    const timetable = { ...terms.timetable, bidDeadline: new Date('2026-04-07T09:00:00+08:00') }
    done(
      await amendTender(officer(DURING_BIDDING), {
        tenderId,
        basedOnVersion: tender.version,
        terms: { ...terms, bidSecurity: terms.bidSecurity - 100n, timetable },
        openingOfficers: OPENING_OFFICERS.map((officer) => `${purchaseId}-${officer}`),
        reason: '保证金金额有误',
      }),
    )
  }
}, 'writes')
