import {
  type ContractComparison,
  type ContractTerm,
} from '#app/domain/contract/compare-contract.ts'

export const contractTermLabel: Record<ContractTerm, string> = {
  startsOn: '起始日',
  endsOn: '终止日',
  termMonths: '合同期限',
  bidBasis: '报价方式',
  price: '中标报价',
  headcount: '估算参保人数',
  fundingPerHead: '筹资标准',
  estimatedTotal: '估算合同总价',
  benefitTerms: '待遇条款与支付比例',
  basis: '结算口径',
  settlementTerms: '盈利率、亏损分担与结余返还',
  policyLossCauses: '认定为政策性亏损的原因',
  paymentSchedule: '保费拨付约定',
  assessment: '考核约定',
  staffing: '人员配备',
  servicePromises: '服务承诺',
  clauses: '合同条款',
}

export const termSourceLabel: Record<ContractComparison['source'], string> = {
  tender: '招标文件',
  bid: '中标投标文件',
  'tender-and-bid': '招标文件与中标投标文件',
}
