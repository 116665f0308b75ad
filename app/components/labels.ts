import { type OrganisationKind, type Role } from '#app/domain/actor.ts'
import { type AttachmentKind, type BidBasis } from '#app/domain/bid/bid-content.ts'
import { type AwardCancellationGround } from '#app/domain/ending/award-cancellation.ts'
import { type FailureReason, type OtherProcedureMethod } from '#app/domain/ending/lot-ending.ts'
import { type ReviewStage } from '#app/domain/evaluation/review-progress.ts'
import { type ScoreFlag } from '#app/domain/evaluation/score-flags.ts'
import {
  type ScoredOffer,
  type ScoringFormula,
  type TieBreaker,
} from '#app/domain/evaluation/scoring-criteria.ts'
import { type ClosedBidTreatment } from '#app/domain/opening/closed-bid.ts'
import { type OpenedWith, type UnopenedReason } from '#app/domain/opening/opening-outcome.ts'
import { type InstitutionLevel } from '#app/domain/qualification/qualified-insurers.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { type PolicyLossCause } from '#app/domain/settlement/settlement-terms.ts'
import { type TimelineStep } from '#app/domain/tender/tender-phase.ts'
import { type TenderPhase } from '#app/domain/tender/tender.ts'
import { type BidAct } from '#app/sealing/receipt.ts'

/** The Chinese of every word that the domain uses for a choice; said here once. */
export const roleLabel: Record<Role, string> = {
  'tender-officer': '招标经办',
  'opening-officer': '开标人员',
  expert: '评审专家',
  'bid-submitter': '投标经办',
  'insurer-finance': '保险公司财务',
  'fund-officer': '基金经办',
  auditor: '审计',
  supervisor: '监督管理',
  administrator: '系统管理',
}

export const organisationKindLabel: Record<OrganisationKind, string> = {
  'procuring-entity': '采购人（医保部门）',
  insurer: '保险公司',
  supervision: '监督与交易机构',
  'expert-pool': '评审专家库',
  'audit-office': '审计机关',
  platform: '平台运营',
}

export const regimeLabel: Record<Regime, string> = {
  'bidding-law': '招标投标法',
  'government-procurement': '政府采购法',
}

export const phaseLabel: Record<TenderPhase, string> = {
  draft: '编制中',
  'open-for-bids': '投标中',
  'awaiting-opening': '待开标',
  evaluation: '评审中',
  candidates: '候选人公示',
  awarded: '已定标',
  contracted: '已签约',
  failed: '已流标',
  cancelled: '已终止',
}

export const phaseTone: Record<TenderPhase, 'neutral' | 'info' | 'success' | 'warning' | 'danger'> =
  {
    draft: 'neutral',
    'open-for-bids': 'info',
    'awaiting-opening': 'warning',
    evaluation: 'warning',
    candidates: 'warning',
    awarded: 'success',
    contracted: 'success',
    failed: 'danger',
    cancelled: 'danger',
  }

export const timelineLabel: Record<TimelineStep['key'], string> = {
  notice: '发布公告',
  documents: '文件获取截止',
  deadline: '投标截止',
  opening: '开标',
  evaluation: '评审',
  award: '定标',
  contract: '签订合同',
}

export const bidBasisLabel: Record<BidBasis, string> = {
  'premium-per-head': '人均保费',
  'service-fee': '服务费总额',
  'fee-rate': '承办费率',
  'payout-ratio': '赔付比例',
}

export const attachmentKindLabel: Record<AttachmentKind, string> = {
  'actuarial-opinion': '精算意见书',
  'legal-opinion': '法律意见书',
  'head-office-authorisation': '总公司授权书',
  other: '其他材料',
}

export const scoredOfferLabel: Record<ScoredOffer, string> = {
  price: '报价',
  'payout-ratio': '加权支付比例',
  'profit-rate': '盈利率',
  'loss-rate': '亏损率',
  'full-time-staff': '专职人员数',
  'medical-staff': '医学背景人员数',
  'service-points': '每县服务网点数',
  'training-hours': '年培训学时',
}

export const formulaLabel: Record<ScoringFormula['kind'], string> = {
  'lowest-is-best': '最低得满分：满分 × 最低有效值 ÷ 本值',
  'highest-is-best': '最高得满分：满分 × 本值 ÷ 最高有效值',
  linear: '在公布的最差值与最优值之间线性插值',
}

export const tieBreakerLabel: Record<TieBreaker, string> = {
  price: '报价优者在前',
  'payout-ratio': '加权支付比例高者在前',
  'expert-points': '专家评分高者在前',
}

export const reviewStageLabel: Record<ReviewStage, string> = {
  qualification: '资格审查',
  compliance: '符合性审查',
}

export const unopenedReasonLabel: Record<UnopenedReason, string> = {
  'amendment-not-confirmed': '招标文件作出影响投标的修改后，未确认也未重新递交',
  'keys-missing': '开标人员的份额不足，投标人在时限内也未解密',
  'lot-failed': '采购包投标人不足三家，不予开启',
  'sealed-wrong': '投标人密封有误，不能解密',
  damaged: '存储的密封件与回执不符',
}

export const closedBidLabel: Record<ClosedBidTreatment['treatedAs'], string> = {
  withdrawn: '视为撤回',
  revoked: '视为撤销',
  'not-taken': '不予开启',
}

export const openedWithLabel: Record<OpenedWith, string> = {
  officers: '开标人员份额',
  bidder: '投标人自行解密',
}

export const bidActLabel: Record<BidAct, string> = {
  submitted: '递交',
  withdrawn: '撤回',
  confirmed: '确认',
}

export const scoreFlagLabel: Record<ScoreFlag['flag'], string> = {
  outlier: '明显偏离平均分',
  'same-reason-for-all': '得分不同而理由雷同',
  'reason-missing': '没有理由',
}

export const institutionLevelLabel: Record<InstitutionLevel, string> = {
  'head-office': '总公司',
  branch: '分公司',
}

export const failureReasonLabel: Record<FailureReason, string> = {
  'fewer-than-three-bids': '投标人不足三家',
  'fewer-than-three-valid-bids': '有效投标不足三家',
  cancelled: '终止招标',
  'award-cancelled': '中标撤销，重新招标',
  'remedy-re-tender': '质疑或投诉成立，重新招标',
}

export const cancellationGroundLabel: Record<AwardCancellationGround, string> = {
  'winner-gave-up': '中标人放弃中标或拒绝签订合同',
  'force-majeure': '因不可抗力不能履行合同',
  'no-performance-security': '不按要求提交履约保证金',
  'unlawful-award': '查实存在影响中标结果的违法行为，中标无效',
}

export const otherProcedureMethodLabel: Record<OtherProcedureMethod, string> = {
  negotiation: '竞争性谈判或磋商',
  'single-source': '单一来源采购',
  designation: '政府指定',
}

export const policyLossCauseLabel: Record<PolicyLossCause, string> = {
  'benefit-terms': '大病保险待遇调整',
  'basic-insurance': '基本医保政策调整',
  catalogue: '目录调整',
  'pricing-data': '招标测算数据有误',
}

/** The settlement kernel's words, as they stand in a trace. */
export const settlementTermLabel: Record<string, string> = {
  premium: '保费',
  claimsPaid: '赔付支出',
  outstandingOpening: '期初未决赔款准备金',
  outstandingClosing: '期末未决赔款准备金',
  operatingCost: '经营成本',
  incurredClaims: '已发生赔款',
  admittedCost: '认可成本',
  balance: '收支差额',
  profitRate: '约定盈利率',
  agreedProfit: '约定盈利',
  excessSurplus: '超额结余',
  returnedToFund: '返还基金',
  keptByInsurer: '保险公司留存',
  toReserve: '转入风险调节金',
  loss: '亏损',
  acceptedPolicyLosses: '认定的政策性亏损',
  policyLoss: '政策性亏损',
  operatingLoss: '经营性亏损',
  sharedLoss: '参与分担的亏损',
  borneByFund: '基金分担',
  borneByInsurer: '保险公司承担',
  fromReserve: '由风险调节金支付',
  reserveBalance: '风险调节金余额',
  assessmentDeduction: '考核扣款',
  payableByInsurer: '保险公司应付',
  payableByFund: '基金应付',
  lossRatio: '赔付率',
  capRate: '成本限额率',
  rate: '固定成本率',
  upTo: '本段上限（占保费）',
  lowerEdge: '本段下限',
  fundShare: '基金比例',
  yearlyCapRate: '年度上限率',
  totalCapRate: '累计上限率',
  settledBefore: '以前年度已结算',
}

/** @example settlementStepLabel('returnedToFund.band1') // '返还基金 · 第1段' */
export function settlementStepLabel(step: string): string {
  const cumulative = step.startsWith('cumulative.')
  const [name = '', band] = step.replace('cumulative.', '').split('.')
  const label =
    settlementTermLabel[name] ?? (/^band\d+$/.test(name) ? `第${name.slice(4)}段` : name)
  return `${cumulative ? '累计' : ''}${label}${band ? ` · 第${band.replace('band', '')}段` : ''}`
}

/** What the trail's actions are called. */
export const actionLabel: Record<string, string> = {
  'account.signed-in': '登录',
  'account.created': '开立账户',
  'account.password-changed': '修改密码',
  'account.email-changed': '修改电子邮箱',
  'account.email-removed': '删除电子邮箱',
  'account.disabled': '停用账户',
  'account.enabled': '启用账户',
  'sealing-key.registered': '登记密钥',
  'sealing-key.proven': '证明持有密钥',
  'organisation.created': '登记机构',
  'qualified-list.imported': '导入资质名录',
  'calendar-day.set': '调整工作日历',
  'calendar-day.cleared': '取消工作日历调整',
  'expert.registered': '登记评审专家',
  'contract-template.saved': '保存合同范本',
  'contract-template.retired': '停用合同范本',
  'tender.created': '建立招标项目',
  'tender.saved': '保存招标文件草稿',
  'tender.published': '发布招标公告',
  'tender.amended': '发布更正公告',
  'tender.retender-started': '发起重新招标',
  'tender.cancelled': '终止招标',
  'tender.file-attached': '上传招标文件附件',
  'tender.file-removed': '移除招标文件附件',
  'consultation.published': '发布征求意见',
  'consultation.commented': '提出意见',
  'consultation.replied': '答复意见',
  'clarification.asked': '提出澄清问题',
  'clarification.answered': '澄清答复',
  'bid.draft-saved': '保存投标草稿',
  'bid.file-attached': '上传投标附件',
  'bid.file-removed': '移除投标附件',
  'bid.submitted': '递交投标文件',
  'bid.confirmed': '确认投标文件',
  'bid.withdrawn': '撤回投标文件',
  'opening.started': '开标开始',
  'opening.shares-released': '释放份额',
  'opening.key-lost': '报告密钥无法使用',
  'opening.bid-key-released': '投标人自行解密',
  'tender.bids-opened': '开标',
  'lot.failed': '流标',
  'lot.other-procedure-recorded': '登记其他方式确定承办机构',
  'committee.appointed': '组建评标委员会',
  'committee.interest-declared': '利害关系申明',
  'committee.draw-committed': '固定专家抽取名单与种子',
  'committee.draw-revealed': '揭晓专家抽取结果',
  'committee.member-removed': '更换评标委员会成员',
  'bid.review-passed': '审查通过',
  'bid.rejected': '审查不通过（废标）',
  'bid.clarification-asked': '要求澄清投标文件',
  'bid.clarification-answered': '答复澄清要求',
  'score-sheet.saved': '保存评分表',
  'score-sheet.signed': '签署评分表',
  'lot.evaluated': '完成评标报告',
  'lot.candidates-published': '公示中标候选人',
  'lot.awarded': '定标',
  'lot.re-evaluation-started': '启动重新评审',
  'award.cancelled': '撤销中标',
  'objection.filed': '提出异议（质疑）',
  'objection.answered': '答复异议（质疑）',
  'complaint.filed': '提出投诉',
  'complaint.decided': '投诉处理决定',
  'tender.suspended': '责令暂停采购活动',
  'bid-security.recorded': '登记投标保证金',
  'bid-security.returned': '退还投标保证金',
  'bid-security.forfeited': '不予退还投标保证金',
  'contract.drafted': '生成合同',
  'contract.confirmed': '确认合同',
  'contract.signed': '合同签订',
  'contract.amendment-drafted': '拟定补充协议',
  'contract.amendment-confirmed': '签署补充协议',
  'contract.amended': '补充协议签订',
  'contract.amendment-withdrawn': '撤回补充协议',
  'contract.termination-proposed': '提议提前终止合同',
  'contract.terminated': '提前终止合同',
  'contract.termination-agreed': '同意提前终止合同',
  'contract.termination-refused': '不同意提前终止合同',
  'contract.handover-recorded': '登记移交',
  'contract.handover-accepted': '验收移交',
  'contract.handover-returned': '退回移交',
  'year.headcount-recorded': '登记参保人数',
  'funding.estimated': '完成筹资测算',
  'year.headcount-agreed': '确认参保人数',
  'year.headcount-disputed': '对参保人数提出异议',
  'year.premium-paid': '登记保费拨付',
  'year.premium-received': '确认保费到账',
  'year.cost-recorded': '登记经营成本',
  'year.cost-reversed': '冲回经营成本',
  'year.outstanding-claims-set': '登记未决赔款准备金',
  'year.account-transferred': '登记资金划转',
  'claims.imported': '导入赔付明细',
  'claims.reversed': '冲回赔付明细',
  'benefits.rerun': '待遇复算',
  'api-token.created': '建立接口令牌',
  'api-token.revoked': '撤销接口令牌',
  'assessment.recorded': '登记考核结果',
  'assessment.replied': '答复考核结果',
  'assessment.decided': '确定考核扣款',
  'settlement.proposed': '申报年度结算',
  'settlement.returned': '退回年度结算',
  'settlement.confirmed': '确认年度结算',
  'settlement.signed-off': '审计签署',
  'settlement.published': '公开年度结算',
}
