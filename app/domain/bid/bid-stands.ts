/**
 * Whether a bid counts under the documents as they stand: it answers, or its bidder
 * has confirmed it for, the latest version that affects bids or a later one.
 * Basis: 招标投标法实施条例 第二十一条; 财政部令第87号 第二十七条.
 */
export function bidStands(standsUnder: number, bindingVersion: number): boolean {
  return standsUnder >= bindingVersion
}
