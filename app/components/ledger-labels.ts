import { type AccountingPeriod } from '#app/domain/ledger/accounting-period.ts'
import { type AllocationBasis } from '#app/domain/ledger/cost-allocation.ts'
import { type CostCategory } from '#app/domain/ledger/cost-category.ts'
import {
  LEDGER_ACCOUNTS,
  type EntryKind,
  type LedgerAccount,
} from '#app/domain/ledger/ledger-entry.ts'

export const entryKindLabel: Record<EntryKind, string> = {
  'premium-agreed': '确认年度保费',
  'premium-received': '保费到账',
  'claims-imported': '赔付入账',
  'claims-reversed': '赔付冲回',
  'cost-recorded': '列支费用',
  'cost-reversed': '冲回费用',
  'outstanding-claims-set': '提转未决赔款准备金',
  'account-transfer': '资金划转',
  'deduction-decided': '考核扣款',
  'settlement-final': '年度结算审定',
}

export const costKindLabel = { direct: '专属费用', shared: '共同费用' } as const

export const costCategoryLabel: Record<CostCategory, string> = {
  staff: '人员薪酬',
  office: '办公与场地',
  publicity: '宣传',
  training: '培训',
  'information-system': '信息系统',
  investigation: '调查核查',
  'medical-review': '医疗审核',
  'audit-and-actuary': '审计与精算',
  depreciation: '折旧与摊销',
  taxes: '税费',
  other: '其他',
}

/** A stored category in Chinese; one that is no longer in the list stands as it is. */
export function costCategoryText(category: string): string {
  const labels: Record<string, string> = costCategoryLabel
  return labels[category] ?? category
}

export const allocationBasisLabel: Record<AllocationBasis, string> = {
  premium: '保费收入（元）',
  headcount: '参保人数（人）',
  claims: '赔付笔数（笔）',
  'working-hours': '工作工时（小时）',
  'floor-area': '使用面积（平方米）',
}

export function accountName(account: LedgerAccount): string {
  return LEDGER_ACCOUNTS[account].name
}

/** @example periodLabel({ kind: 'month', number: 3 }) // '第3月' */
export function periodLabel({ kind, number }: Pick<AccountingPeriod, 'kind' | 'number'>): string {
  if (kind === 'year') return '全年'
  return kind === 'quarter' ? `第${number}季度` : `第${number}月`
}
