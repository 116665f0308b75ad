/** What the outgoing insurer hands over (移交清单). */
export const HANDOVER_ITEMS = [
  'data', // 参保、理赔数据与档案
  'open-claims', // 未决案件
  'staff', // 服务人员与网点
  'funds', // 资金与账户
] as const
export type HandoverItem = (typeof HANDOVER_ITEMS)[number]
