import { type UnopenedReason } from './opening-outcome.ts'

/** What a bid that stayed closed is treated as, whose doing that was, and by which rule. */
export type ClosedBidTreatment = {
  treatedAs: 'withdrawn' | 'revoked' | 'not-taken' // 视为撤回, 视为撤销, 不予开启
  causedBy: 'bidder' | 'officers' | 'platform' | 'too-few-bids'
  source: string
}

const BIDDERS_DOING =
  '电子招标投标办法 第三十一条：因投标人原因造成投标文件未解密的，视为撤销其投标文件'
const OTHERS_DOING =
  '电子招标投标办法 第三十一条：因投标人之外的原因造成投标文件未解密的，视为撤回其投标文件，投标人有权要求责任方赔偿因此遭受的直接损失'

const TREATMENTS: Record<UnopenedReason, ClosedBidTreatment> = {
  'amendment-not-confirmed': {
    treatedAs: 'not-taken',
    causedBy: 'bidder',
    source: '招标文件更正公告：影响投标的更正，须在投标截止时间前确认或重新递交，否则不予开启',
  },
  'lot-failed': {
    treatedAs: 'not-taken',
    causedBy: 'too-few-bids',
    source: '招标投标法实施条例 第四十四条；财政部令第87号 第四十三条：投标人少于三家的，不得开标',
  },
  'keys-missing': { treatedAs: 'withdrawn', causedBy: 'officers', source: OTHERS_DOING },
  damaged: { treatedAs: 'withdrawn', causedBy: 'platform', source: OTHERS_DOING },
  'sealed-wrong': { treatedAs: 'revoked', causedBy: 'bidder', source: BIDDERS_DOING },
}

export function closedBidTreatment(reason: UnopenedReason): ClosedBidTreatment {
  return TREATMENTS[reason]
}

/** An upload that was not finished before the deadline is no bid, and only its bidder is told. */
export const UNFINISHED_UPLOAD_RULE =
  '电子招标投标办法 第二十七条：投标截止时间前未完成投标文件传输的，视为撤回投标文件'
