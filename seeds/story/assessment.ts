import { decideAssessment } from '#app/commands/decide-assessment.server.ts'
import { recordAssessment } from '#app/commands/record-assessment.server.ts'
import { replyToAssessment } from '#app/commands/reply-to-assessment.server.ts'
import { addDays, dateInChina } from '#app/domain/calendar.ts'
import { rate, yuan } from './terms.ts'
import { type Teller, chinaTime, told } from './teller.ts'

const YEAR = 'dazhou-2024-contract-2'

/**
 * 达州 2025, assessed: one indicator decided after an objection, one reached, one waiting for
 * the insurer's reply since two days, one not measured yet. All made up.
 */
export async function tellAssessment(teller: Teller): Promise<void> {
  const record = async (indicatorId: string, measured: bigint, at: Date) =>
    told(
      await recordAssessment(teller.as('fund', at), {
        assessmentId: `${YEAR}-${indicatorId}`,
        contractYearId: YEAR,
        indicatorId,
        measured,
        evidence: '按考核办法抽样测评，口径见报告附表',
        document: '2025年度大病保险考核测评报告（虚构）',
      }),
    )
  await record('payout-level', rate('0.587'), chinaTime('2026-01-12T10:00'))
  told(
    await replyToAssessment(teller.as('insurer1-finance', chinaTime('2026-01-20T15:00')), {
      assessmentId: `${YEAR}-payout-level`,
      stance: 'objects',
      text: '测评样本含未申请一站式结算的外地就医人员，剔除后为59.2%。',
      document: '关于2025年度考核结果的说明',
    }),
  )
  told(
    await decideAssessment(teller.as('fund', chinaTime('2026-01-28T10:00')), {
      assessmentId: `${YEAR}-payout-level`,
      deduction: yuan('390704.95'),
      reason: '经复核采纳部分异议，按一步扣款',
    }),
  )
  await record('satisfaction', rate('0.921'), chinaTime('2026-01-12T10:30'))
  const lately = addDays(dateInChina(teller.today), -2)
  await record('one-stop', rate('0.964'), chinaTime(`${lately}T10:00`))
}
