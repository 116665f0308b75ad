/** 投标保证金形式 (non-cash only, 政府采购法实施条例 第三十三条). */
export const BID_SECURITY_FORMS = ['transfer', 'cheque', 'guarantee', 'insurance'] as const
export type BidSecurityForm = (typeof BID_SECURITY_FORMS)[number]
