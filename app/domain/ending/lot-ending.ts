/** How a lot can end without a contract from its tender (流标、废标、终止). */
export const FAILURE_REASONS = [
  'fewer-than-three-bids', // 投标人不足三家
  'fewer-than-three-valid-bids', // 有效投标不足三家
  'cancelled', // 终止招标
  'award-cancelled', // 中标无效且无其他候选人
  'remedy-re-tender', // 质疑、投诉处理决定重新采购
] as const
export type FailureReason = (typeof FAILURE_REASONS)[number]

/** 57号's other way to choose the insurer once tendering could not. */
export const OTHER_PROCEDURE_METHODS = [
  'negotiation', // 竞争性谈判或磋商
  'single-source', // 单一来源
  'designation', // 政府指定
] as const
export type OtherProcedureMethod = (typeof OTHER_PROCEDURE_METHODS)[number]
