import { z } from 'zod'
import { type PublishedSettlementRules } from '#app/domain/tender/tender.ts'
import { choice, optional, percent, percentText } from '#app/forms/fields.ts'
import { spareRows } from '#app/forms/spare-row.ts'
import { rowDefaults } from '#app/forms/row-defaults.ts'

const bandRow = z.object({
  fundShare: percent('返还基金比例'),
  upTo: optional(percent('本段上限')),
})

/** The fields that say how each contract year will be settled; tenders and contract templates have them. */
export const settlementRuleShape = {
  basis: choice('结算口径', ['annual', 'agreement']),
  costTreatment: choice('经营成本处理', ['within-profit', 'actual-capped', 'fixed-rate']),
  costRate: optional(percent('成本费率')),
  surplusBands: spareRows('fundShare', bandRow).refine(
    (rows) => rows.length > 0,
    '至少填写一段返还比例',
  ),
  reserveYearly: optional(percent('风险调节金年度上限')),
  reserveTotal: optional(percent('风险调节金累计上限')),
  sharedCauses: choice('参与分担的亏损', ['policy', 'any']),
  fundShareOfLoss: percent('约定亏损率以内基金分担比例'),
  fundShareBeyond: percent('超出部分基金分担比例'),
}

type SettlementRuleForm = z.output<z.ZodObject<typeof settlementRuleShape>>

export function settlementRulesFromForm(form: SettlementRuleForm): PublishedSettlementRules {
  return {
    basis: form.basis,
    cost: costFromForm(form),
    surplusBands: form.surplusBands,
    reserve:
      form.reserveYearly === null || form.reserveTotal === null
        ? null
        : { yearlyCapRate: form.reserveYearly, totalCapRate: form.reserveTotal },
    sharedCauses: form.sharedCauses,
    fundShareOfLoss: form.fundShareOfLoss,
    fundShareBeyond: form.fundShareBeyond,
  }
}

function costFromForm({
  costTreatment,
  costRate,
}: SettlementRuleForm): PublishedSettlementRules['cost'] {
  if (costTreatment === 'within-profit') return { treatment: costTreatment }
  if (costTreatment === 'fixed-rate') return { treatment: costTreatment, rate: costRate ?? 0n }
  return { treatment: costTreatment, capRate: costRate ?? 0n }
}

/** What those fields show at first. */
export function settlementRuleDefaults(rules: PublishedSettlementRules): Record<string, string> {
  const { cost, reserve } = rules
  return {
    basis: rules.basis,
    costTreatment: cost.treatment,
    costRate:
      cost.treatment === 'within-profit'
        ? ''
        : percentText(cost.treatment === 'fixed-rate' ? cost.rate : cost.capRate),
    reserveYearly: reserve ? percentText(reserve.yearlyCapRate) : '',
    reserveTotal: reserve ? percentText(reserve.totalCapRate) : '',
    sharedCauses: rules.sharedCauses,
    fundShareOfLoss: percentText(rules.fundShareOfLoss),
    fundShareBeyond: percentText(rules.fundShareBeyond),
    ...rowDefaults('surplusBands', rules.surplusBands, ({ upTo, fundShare }) => ({
      upTo: upTo === null ? '' : percentText(upTo),
      fundShare: percentText(fundShare),
    })),
  }
}
