import { createTender } from '#app/commands/create-tender.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { type PlainDate, addDays, dateInChina } from '#app/domain/calendar.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { connect } from '#db/client.server.ts'
import { type StoryBid } from '#seeds/story/awarding.ts'
import { OPENING_OFFICERS, tellBid, tellOpening } from '#seeds/story/bidding.ts'
import { STAFFING, buildOffer, dazhouTerms } from '#seeds/story/dazhou.ts'
import { yuan } from '#seeds/story/terms.ts'
import { TEST_SIGNER } from '#tests/test-signer.ts'
import { type Teller, chinaTime, createTeller, told } from '#seeds/story/teller.ts'
import { beforeItAll } from './people.ts'
import { ownPortal } from './portal.ts'

/**
 * Sets a journey's scene through the real commands, straight in the journey's database,
 * so that the browser begins where the journey does.
 */
export async function onStage<Value>(tell: (teller: Teller) => Promise<Value>): Promise<Value> {
  const { db, close } = connect(ownPortal().databaseUrl, { connections: 2 })
  try {
    return await beforeItAll(40, () => tell(createTeller(db, new Date(), TEST_SIGNER)))
  } finally {
    await close()
  }
}

export type StagedTender = { tenderId: string; lotId: string; title: string; deadline: Date }

/** A published tender of 示例市 for 100,000 people at up to 80 yuan, by days before and after today. */
export async function stageTender(
  teller: Teller,
  {
    tenderId,
    title,
    issued,
    closes,
    regime = 'government-procurement',
    overrides = {},
    openingOfficers = OPENING_OFFICERS,
  }: {
    tenderId: string
    title: string
    issued: number // days from today
    closes: number
    regime?: Regime
    overrides?: Partial<TenderTerms>
    openingOfficers?: string[]
  },
): Promise<StagedTender> {
  const today = dateInChina(teller.today)
  const issueDay = addDays(today, issued)
  const lotId = `${tenderId}-1`
  const deadline = chinaTime(`${addDays(today, closes)}T09:00`)
  const terms = dazhouTerms()
  const officer = teller.as('sample', chinaTime(`${issueDay}T08:30`))
  told(
    await createTender(officer, {
      tenderId,
      openingOfficers,
      terms: {
        ...terms,
        title,
        projectNumber: tenderId.toUpperCase(),
        region: '示例市',
        regime,
        budget: yuan('24000000'),
        bidSecurity: yuan('100000'),
        coverageStartsOn: addDays(today, 60),
        contact: '许例 000-00000000',
        timetable: {
          documentsFrom: issueDay,
          documentsUntil: addDays(issueDay, 10),
          bidDeadline: deadline,
        },
        lots: terms.lots.map((lot) => ({
          ...lot,
          id: lotId,
          headcount: 100_000n,
          priceCeiling: yuan('80'),
          fundingPerHead: yuan('80'),
        })),
        ...overrides,
      },
    }),
  )
  told(await publishTender(officer, { tenderId }))
  return { tenderId, lotId, title, deadline }
}

export const STAGED_BIDS: readonly StoryBid[] = [
  { loginName: 'insurer1', quality: 92n, offer: buildOffer({ price: yuan('77') }) },
  { loginName: 'insurer2', quality: 88n, offer: buildOffer({ price: yuan('77.5') }) },
  {
    loginName: 'insurer3',
    quality: 80n,
    offer: buildOffer({ price: yuan('78'), staffing: { ...STAFFING, fullTime: 90 } }),
  },
]

/** Bids on a staged tender, the day before its deadline or on a day of one's own. */
export async function stageBids(
  teller: Teller,
  { lotId, deadline }: StagedTender,
  { bids = STAGED_BIDS, day }: { bids?: readonly StoryBid[]; day?: PlainDate } = {},
): Promise<void> {
  const at = chinaTime(`${day ?? addDays(dateInChina(deadline), -1)}T15:00`)
  for (const { loginName, offer } of bids) await tellBid(teller, { lotId, loginName, offer, at })
}

export async function stageOpening(teller: Teller, { tenderId, deadline }: StagedTender) {
  await tellOpening(teller, tenderId, new Date(deadline.getTime() + 60_000))
}
