import { CLAIM_COLUMNS, type ClaimColumn } from '#app/domain/claims/claim-column.ts'
import { type ClaimsTotals } from '#app/domain/claims/claims-totals.ts'
import { ROW_PROBLEM_REASONS, type RowProblemReason } from '#app/domain/claims/row-problem.ts'
import { type ImportClaimsRefusal } from '#app/commands/import-claims.server.ts'

export const claimColumnLabel: Record<ClaimColumn, string> = {
  claim_id: '结算单号',
  person_id: '人员标识',
  visit_date: '就诊日期',
  category: '人员类别',
  place: '就医地',
  eligible_expense: '个人负担合规费用',
  total_cost: '医疗总费用',
  self_funded: '自费金额',
  basic_paid: '基本医保支付',
  basic_paid_baseline: '基本医保支付（原政策）',
  newly_covered: '新纳入合规费用',
  paid: '大病赔付',
}

export const totalsLabel: Record<keyof ClaimsTotals, string> = {
  rows: '行数',
  persons: '人数',
  totalCost: claimColumnLabel.total_cost,
  selfFunded: claimColumnLabel.self_funded,
  basicPaid: claimColumnLabel.basic_paid,
  basicPaidBaseline: claimColumnLabel.basic_paid_baseline,
  eligibleExpense: claimColumnLabel.eligible_expense,
  newlyCovered: claimColumnLabel.newly_covered,
  paid: claimColumnLabel.paid,
}

export const rowProblemLabel: Record<RowProblemReason, string> = {
  missing: '不能为空',
  'too-long': '超过64个字符',
  'space-around': '前后有空格',
  'space-inside': '中间有空格',
  'full-width': '含有全角字符',
  'control-character': '含有不可见的控制字符',
  'not-utf-8': '不是 UTF-8 编码',
  'lost-digits': '被表格软件改成了科学记数法，位数已丢失',
  'wrong-check-digit': '公民身份号码的校验码不对',
  'identity-number': '这一列不能出现公民身份号码',
  'not-a-date': '应为存在的日期，写作 2026-01-31',
  'outside-year': '不在本合同年度内',
  'not-an-amount': '应为金额（元），不带千分位逗号',
  'too-many-decimals': '金额最多两位小数',
  negative: '金额不能为负',
  'too-large': '金额过大',
  'above-own-part': '大于总费用减自费减基本医保支付',
  'above-eligible-expense': '大于个人负担合规费用',
  'repeated-in-file': '与本文件前面的行重复',
  'repeated-in-year': '本年度已入账的文件中已有',
  'stored-as-number': '在表格里存成了数字，应存为文本',
  'stored-as-date': '在表格里存成了日期',
  'stored-as-truth': '在表格里存成了真假值',
  'wrong-column-count': '列数与标题行不同',
  'stray-quote': '引号的位置不对',
  'quote-not-closed': '引号没有成对',
  'row-too-long': '这一行过长',
  'header-missing': '第一行不是标题行',
  'column-missing': '缺少这一列',
  'column-unknown': '不认识这一列的标题',
  'column-repeated': '这一列的标题出现两次',
  empty: '文件是空的',
  'no-rows': '只有标题行，没有明细',
  'not-text': '不是 UTF-8 编码的 CSV 文件',
  'not-a-workbook': '不是可以读取的 XLSX 文件',
  'workbook-too-large': 'XLSX 文件过大，请改用 CSV',
}

/** What a finding is about: a column, or a whole row, header or file. */
export function findingFieldLabel(field: string): string {
  const column = CLAIM_COLUMNS.find((known) => known === field)
  if (column) return `${claimColumnLabel[column]}（${column}）`
  const [, position] = /^column (\d+)$/.exec(field) ?? []
  if (position) return `第${position}列`
  return { header: '标题行', row: '整行', file: '整个文件' }[field] ?? ''
}

export function findingReasonLabel(reason: string): string {
  const known = ROW_PROBLEM_REASONS.find((word) => word === reason)
  return known ? rowProblemLabel[known] : ''
}

/** Why nothing was taken in, and what to do about it. */
export const IMPORT_REFUSALS: Record<Exclude<ImportClaimsRefusal, 'not-found'>, string> = {
  'already-sent': '这份表单已经提交过，请看它的导入结果',
  settled: '本年度结算已经审定，不能再导入或冲回赔付明细',
  busy: '另外的文件正在导入，请几分钟后再试',
  'key-changed': '系统的假名密钥与以前导入时不同，请联系平台运营核对 PSEUDONYM_KEY',
  'already-taken': '同一份文件已经入账，没有重复计入',
  unreadable: '文件无法读取，没有入账',
  'bad-rows': '有的行有错误，整份文件没有入账；请更正后重新上传整份文件',
  'totals-differ': '计得的数与发送方的控制总数不同，整份文件没有入账；请核对文件是否完整',
}
