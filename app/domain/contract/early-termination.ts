/** Why a contract ends before its term (提前终止). */
export const TERMINATION_CAUSES = [
  'by-agreement', // 协商一致
  'insurer-breach', // 保险公司违约
  'policyholder-breach', // 投保人违约
  'qualification-lost', // 承办资质丧失
  'policy-change', // 政策调整
  'force-majeure', // 不可抗力
] as const
export type TerminationCause = (typeof TERMINATION_CAUSES)[number]

export type LiableParty = 'policyholder' | 'insurer' | 'both' | 'none'
