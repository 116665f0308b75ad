import { answerHandover } from '#app/commands/answer-handover.server.ts'
import { draftAmendment } from '#app/commands/draft-amendment.server.ts'
import { recordHandover } from '#app/commands/record-handover.server.ts'
import { signAmendment } from '#app/commands/sign-amendment.server.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type HandoverItem } from '#app/domain/contract/handover.ts'
import { STAFFING } from './dazhou.ts'
import { type Teller, chinaTime, told } from './teller.ts'

const ENDED = 'dazhou-2020-contract'
const RUNNING = 'dazhou-2024-contract'

const HANDED_OVER: Record<HandoverItem, PlainDate> = {
  data: '2024-01-10',
  'open-claims': '2024-01-12',
  staff: '2024-01-26',
  funds: '2024-04-02',
}

/** The first contract is handed over item by item; the running one gets more people. */
export async function tellContractChanges(teller: Teller): Promise<void> {
  for (const [item, day] of Object.entries(HANDED_OVER)) {
    const finance = teller.as('insurer1-finance', chinaTime(`${day}T10:00`))
    const { recordId } = told(
      await recordHandover(finance, {
        contractId: ENDED,
        item: item as HandoverItem, // the keys of the record above
        handedOverOn: day,
        receiver: '达州市医疗保障局',
        document: '达州市大病保险承办移交清单（2021—2023年度）',
        note: '同一公司继续承办，资料留存备查',
      }),
    )
    const fund = teller.as('fund', chinaTime(`${day}T16:00`))
    told(await answerHandover(fund, { recordId, answer: 'accepted', reason: '' }))
  }
  const { number } = told(
    await draftAmendment(teller.as('fund', chinaTime('2026-03-10T10:00')), {
      contractId: RUNNING,
      kind: 'services',
      effectiveOn: '2026-04-01',
      reason: '县级服务网点不足，增加驻点人员',
      document: '达州市大病保险承办服务补充协议（2026年3月）',
      terms: { staffing: { ...STAFFING, fullTime: STAFFING.fullTime + 12 } },
    }),
  )
  for (const [person, time] of [
    ['fund', '2026-03-10T15:00'],
    ['insurer1', '2026-03-12T10:00'],
  ] as const)
    told(await signAmendment(teller.as(person, chinaTime(time)), { contractId: RUNNING, number }))
}
