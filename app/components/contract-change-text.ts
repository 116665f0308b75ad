import { type AmendmentKind, type AmendmentState } from '#app/domain/contract/contract-amendment.ts'
import {
  type LiableParty,
  type TerminationCause,
  type TerminationState,
} from '#app/domain/contract/early-termination.ts'
import { type HandoverItem, type HandoverState } from '#app/domain/contract/handover.ts'

type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

export const amendmentKindLabel: Record<AmendmentKind, string> = {
  'benefit-terms': '待遇条款',
  funding: '筹资标准',
  'settlement-terms': '盈亏与成本约定',
  'payment-schedule': '保费拨付约定',
  assessment: '考核约定',
  services: '服务与合同条款',
}

export const amendmentStateLabel: Record<AmendmentState, string> = {
  'to-sign': '待签署',
  signed: '已签订',
  withdrawn: '已撤回',
}

export const amendmentStateTone: Record<AmendmentState, Tone> = {
  'to-sign': 'warning',
  signed: 'success',
  withdrawn: 'neutral',
}

export const contractPartyLabel: Record<'policyholder' | 'insurer', string> = {
  policyholder: '投保人',
  insurer: '承办保险公司',
}

export const terminationCauseLabel: Record<TerminationCause, string> = {
  'by-agreement': '协商一致',
  'insurer-breach': '保险公司违约',
  'policyholder-breach': '投保人违约',
  'qualification-lost': '承办资质丧失',
  'policy-change': '政策调整',
  'force-majeure': '不可抗力',
}

export const liablePartyLabel: Record<LiableParty, string> = {
  policyholder: '投保人',
  insurer: '承办保险公司',
  both: '双方',
  none: '双方均无责任',
}

export const terminationStateLabel: Record<TerminationState, string> = {
  'in-force': '提前终止',
  'to-answer': '待对方答复',
  refused: '对方不同意',
  lapsed: '逾期未答复，已失效',
}

export const terminationStateTone: Record<TerminationState, Tone> = {
  'in-force': 'danger',
  'to-answer': 'warning',
  refused: 'neutral',
  lapsed: 'neutral',
}

export const handoverItemLabel: Record<HandoverItem, string> = {
  data: '参保、理赔数据与档案',
  'open-claims': '未决案件',
  staff: '服务人员与网点',
  funds: '资金与账户',
}

export const handoverStateLabel: Record<HandoverState, string> = {
  'not-started': '未到移交时间',
  'to-hand-over': '待移交',
  'to-accept': '待验收',
  returned: '已退回，待补正',
  accepted: '已验收',
}

export const handoverStateTone: Record<HandoverState, Tone> = {
  'not-started': 'neutral',
  'to-hand-over': 'info',
  'to-accept': 'warning',
  returned: 'danger',
  accepted: 'success',
}
