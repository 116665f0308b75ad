import {
  clauseKindLabel,
  deductionText,
  indicatorSubjectLabel,
  instalmentText,
  instalmentYearsLabel,
  monthOfYearText,
  targetText,
} from '#app/components/contract-term-text.ts'
import { lossCausesText } from '#app/components/sharing-text.ts'
import { type AssessmentTerms } from '#app/domain/assessment/assessment-terms.ts'
import { type PaymentSchedule } from '#app/domain/premium/payment-schedule.ts'
import { type PolicyLossCause } from '#app/domain/settlement/settlement-terms.ts'
import { clauseKind, clausesOf } from '#app/domain/tender/standard-clauses.ts'
import { type ContractClause } from '#app/domain/tender/tender.ts'
import { type Block, type DefinitionItem, paragraphs, table } from './document.ts'

/** Standard clauses first, as contracts have them. */
export function inClauseOrder(clauses: readonly ContractClause[]): ContractClause[] {
  return [...clausesOf(clauses, 'standard'), ...clausesOf(clauses, 'special')]
}

/** @example '资金拨付（专用条款）' */
export function clauseTitle(clause: ContractClause): string {
  return `${clause.title}（${clauseKindLabel[clauseKind(clause)]}）`
}

export function lossCausesItem(causes: readonly PolicyLossCause[]): DefinitionItem {
  return { label: '认定为政策性亏损的原因', value: lossCausesText(causes) }
}

export function paymentScheduleBlocks(schedule: PaymentSchedule | null): Block[] {
  if (!schedule) return paragraphs('本文件未约定保费拨付的期次。')
  return [
    table(
      '保费拨付（月份自合同年度的第1个月数起，于当月最后一日前应付）',
      [
        ['适用年度', 25, 'centre'],
        ['应付月份', 35, 'centre'],
        ['拨付', 40],
      ],
      schedule.instalments.map((instalment) => [
        instalmentYearsLabel[instalment.years],
        monthOfYearText(instalment.dueMonth),
        instalmentText(instalment),
      ]),
    ),
    ...paragraphs(
      `各期保费自拨付申请审核通过之日起 ${schedule.paymentWorkingDays} 个工作日内支付；${monthOfYearText(schedule.clearingMonth)}底前清算，多退少补。`,
    ),
  ]
}

export function assessmentBlocks(assessment: AssessmentTerms | null): Block[] {
  if (!assessment) return paragraphs('本文件未约定考核指标。')
  return [
    table(
      '考核指标（每合同年度考核一次）',
      [
        ['考核方面', 13, 'centre'],
        ['指标', 25],
        ['目标', 20, 'centre'],
        ['未达标扣款', 42],
      ],
      assessment.indicators.map((indicator) => [
        indicatorSubjectLabel[indicator.subject],
        indicator.name,
        targetText(indicator),
        deductionText(indicator),
      ]),
    ),
    ...paragraphs(
      `考核结果及依据在平台登记后，承办保险公司可以在 ${assessment.replyWorkingDays} 个工作日内答复；答复之后或者期限届满，方可确定扣款。扣款不超过按上表计算的数额，计入当年结算。`,
    ),
  ]
}
