/** The act an objection is about (被异议/质疑的行为); each has its own window. */
export const OBJECTION_SUBJECTS = [
  'bidding-documents', // 招标文件
  'procedure', // 开标与采购过程
  'result', // 中标候选人或中标结果
] as const
export type ObjectionSubject = (typeof OBJECTION_SUBJECTS)[number]

/** How an objection (异议/质疑) or a complaint (投诉) ends. */
export const OBJECTION_OUTCOMES = ['upheld', 'rejected'] as const // 成立 · 不成立
export type ObjectionOutcome = (typeof OBJECTION_OUTCOMES)[number]

/** What follows from an upheld one; the lot is put on its new way in the same act. */
export const REMEDIES = [
  'none', // no effect on the result
  'amend-documents', // 修改招标文件: by an amendment of the tender
  're-evaluate', // 重新评审: a new round of review, scoring and report
  'cancel-award', // 撤销中标: another candidate may be awarded
  're-tender', // 重新开展采购: the lot fails and is tendered again
] as const
export type Remedy = (typeof REMEDIES)[number]
