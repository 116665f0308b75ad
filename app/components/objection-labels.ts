import { type BidSecurityForm, type ForfeitGround } from '#app/domain/bid/bid-security.ts'
import { type CourseStep } from '#app/domain/objection/objection-course.ts'
import { type SuspendedAct } from '#app/domain/objection/objection-clock.ts'
import {
  type ObjectionOutcome,
  type ObjectionSubject,
  type Remedy,
} from '#app/domain/objection/objection.ts'
import { type Suspension } from '#app/domain/objection/suspension.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'

/** One act under two names: 异议 in the bidding law, 质疑 in government procurement. */
export const objectionWord: Record<Regime, string> = {
  'bidding-law': '异议',
  'government-procurement': '质疑',
}

export const objectionSubjectLabel: Record<ObjectionSubject, string> = {
  'bidding-documents': '招标文件',
  procedure: '开标与采购过程',
  result: '评审与中标结果',
}

export const objectionOutcomeLabel: Record<ObjectionOutcome, string> = {
  upheld: '成立',
  rejected: '不成立',
}

export const remedyLabel: Record<Remedy, string> = {
  none: '不影响结果，继续开展',
  'amend-documents': '修改招标文件',
  're-evaluate': '重新评审',
  'cancel-award': '撤销中标，可另行确定其他候选人',
  're-tender': '重新开展采购',
}

export const suspendedActLabel: Record<SuspendedAct, string> = {
  'open-bids': '开标',
  'complete-evaluation': '完成评标报告',
  'publish-candidates': '公示中标候选人',
  award: '定标',
  contract: '签订合同',
}

export const suspensionCauseLabel: Record<Suspension['cause'], string> = {
  objection: '异议（质疑）尚未答复',
  complaint: '投诉尚未处理',
  order: '监督部门责令暂停',
}

export const courseStepLabel: Record<CourseStep['key'], string> = {
  filed: '提出',
  answered: '答复',
  complained: '投诉',
  decided: '投诉处理决定',
}

export const courseStateLabel: Record<CourseStep['state'], string> = {
  done: '已完成',
  current: '期限内',
  overdue: '已逾期',
  ahead: '未开始',
  lapsed: '未在期限内提出',
}

export const bidSecurityFormLabel: Record<BidSecurityForm, string> = {
  transfer: '银行转账',
  cheque: '支票、汇票或本票',
  guarantee: '银行或担保机构保函',
  insurance: '保证保险',
}

export const forfeitGroundLabel: Record<ForfeitGround, string> = {
  'bid-revoked': '投标截止后撤销投标文件',
  'contract-refused': '中标后无正当理由拒不签订合同',
  'agreed-in-documents': '招标文件约定的其他情形',
}
