/** How a bid was opened (解密方式): with the shares of enough officers, or with its bidder's own key. */
export type OpenedWith = 'officers' | 'bidder'

/**
 * Why a bid stayed closed. Whoever's doing it was decides what follows:
 * Basis: 电子招标投标办法 第三十一条 (the bidder's own fault: 视为撤销; otherwise: 视为撤回).
 */
export type UnopenedReason =
  | 'amendment-not-confirmed' // 更正后未确认
  | 'keys-missing' // officers' keys were lost and the bidder released none: 视为撤回
  | 'sealed-wrong' // its own shares, key or content cannot be read: 视为撤销
  | 'lot-failed' // too few bids on its lot: it could be opened and is not
  | 'damaged' // what is stored is not what was received: 视为撤回
