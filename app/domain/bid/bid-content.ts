import { type Fen, type Ppm } from '#app/domain/money.ts'

/**
 * What a bid's price means (报价方式). The price is one bigint whose unit follows
 * from the basis: fen a head, fen in all, ppm of the premium, ppm paid out.
 */
export const BID_BASES = ['premium-per-head', 'service-fee', 'fee-rate', 'payout-ratio'] as const
export type BidBasis = (typeof BID_BASES)[number]

/** Staffing offered (57号: 队伍建设与服务保障). */
export type Staffing = {
  fullTime: number // 专职人员
  medicalBackground: number // 其中具有医学背景
  servicePointsPerCounty: number // 每县服务网点
  trainingHours: number // 年培训学时
  informationSystem: string // 信息系统
}

export const ATTACHMENT_KINDS = [
  'actuarial-opinion', // 精算意见书
  'legal-opinion', // 法律意见书
  'head-office-authorisation', // 总公司授权书
  'other',
] as const
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number]

export type AttachmentReference = {
  id: string
  kind: AttachmentKind
  fileName: string
  size: number // bytes
  sha256: string // lower-case hex
}

/** Everything an insurer offers on one lot. Readable by nobody else before the opening. */
export type BidContent = {
  price: Fen | Ppm // unit by the lot's bid basis
  payoutRatios: readonly Ppm[] // one per published tier, at or above the minimum
  profitRate: Ppm // 盈利率
  lossRate: Ppm // 亏损率
  staffing: Staffing
  servicePromises: string
  attachments: readonly AttachmentReference[]
}
