import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { type TenderFacts, type TenderTerms } from '#app/domain/tender/tender.ts'
import { type ObjectionOutcome, type ObjectionSubject, type Remedy } from './objection.ts'

/** A living lot that an objection is about, as far as it decides which remedies are open. */
export type RemedyLot = {
  lotId: string
  biddingOver: boolean
  opened: boolean
  evaluated: boolean
  awarded: boolean
  contractSigned: boolean
}

/** The lots that an objection to one lot, or to the tender as a whole, can still change. */
export function lotsInQuestion(
  { terms, facts }: { terms: Pick<TenderTerms, 'lots'>; facts: TenderFacts },
  lotId: string | null,
  now: Date,
): RemedyLot[] {
  return terms.lots.flatMap((lot, index): RemedyLot[] => {
    const stands = facts.lots[index]
    if (!stands || stands.failed || (lotId !== null && lot.id !== lotId)) return []
    const { evaluated, awarded, contractSigned } = stands
    const biddingOver = now >= facts.bidDeadline
    const opened = facts.openedAt !== null
    return [{ lotId: lot.id, biddingOver, opened, evaluated, awarded, contractSigned }]
  })
}

/** The remedies that are open: those of any lot in question, and none once a contract is signed. */
export function remediesFor(
  subject: ObjectionSubject,
  lots: readonly RemedyLot[],
): readonly Remedy[] {
  if (lots.some(({ contractSigned }) => contractSigned)) return ['none']
  const open = new Set(lots.flatMap((lot) => remediesOfLot(subject, lot)))
  return (['none', 'amend-documents', 're-evaluate', 'cancel-award', 're-tender'] as const).filter(
    (remedy) => remedy === 'none' || open.has(remedy),
  )
}

/** Whether an answer or a decision may have a remedy; accepts with the lots that it changes. */
export function checkRemedy(
  { outcome, remedy }: { outcome: ObjectionOutcome; remedy: Remedy },
  { subject, lotId }: { subject: ObjectionSubject; lotId: string | null },
  tender: { terms: Pick<TenderTerms, 'lots'>; facts: TenderFacts },
  now: Date,
): Decision<string[], 'remedy-not-possible'> {
  if (outcome === 'rejected' && remedy !== 'none') return refuse('remedy-not-possible')
  const lots = lotsInQuestion(tender, lotId, now)
  if (!remediesFor(subject, lots).includes(remedy)) return refuse('remedy-not-possible')
  return accept(
    lots.filter((lot) => remediesOfLot(subject, lot).includes(remedy)).map((lot) => lot.lotId),
  )
}

function remediesOfLot(subject: ObjectionSubject, lot: RemedyLot): Remedy[] {
  if (!lot.opened) {
    if (subject !== 'bidding-documents') return []
    return lot.biddingOver ? ['re-tender'] : ['amend-documents', 're-tender']
  }
  return [
    ...(lot.evaluated ? (['re-evaluate'] as const) : []),
    ...(lot.awarded ? (['cancel-award'] as const) : []),
    're-tender',
  ]
}

/** Who put the remedy on: the buyer's answer, or the supervising body's decision. */
export type RemedyBy = 'objection' | 'complaint'

/** The rule that a remedy rests on, as the trail and the public result quote it. */
export function remedyRule(regime: Regime, by: RemedyBy, remedy: Remedy): string {
  return regime === 'bidding-law' ? BIDDING_LAW[remedy] : GOVERNMENT_PROCUREMENT[by][remedy]
}

const BIDDING_LAW: Record<Remedy, string> = {
  none: '招标投标法实施条例 第八十一条：对中标结果未造成实质性影响',
  'amend-documents':
    '招标投标法实施条例 第二十三条：招标文件的内容影响潜在投标人投标的，应当在修改招标文件后重新招标；截止前可以依第二十一条修改',
  're-evaluate':
    '招标投标法实施条例 第八十一条：对中标结果造成实质性影响，且不能采取补救措施予以纠正的，应当依法重新招标或者评标',
  'cancel-award':
    '招标投标法实施条例 第五十五条：不符合中标条件的，可以按照名单排序依次确定其他中标候选人为中标人，也可以重新招标',
  're-tender':
    '招标投标法实施条例 第八十一条：对中标结果造成实质性影响，且不能采取补救措施予以纠正的，招标、投标、中标无效，应当依法重新招标或者评标',
}

const GOVERNMENT_PROCUREMENT: Record<RemedyBy, Record<Remedy, string>> = {
  objection: {
    none: '财政部令第94号 第十六条：质疑不成立，或者成立但未对中标结果构成影响的，继续开展采购活动',
    'amend-documents':
      '财政部令第94号 第十六条：对采购文件提出的质疑，依法通过澄清或者修改可以继续开展采购活动的，澄清或者修改采购文件后继续开展采购活动',
    're-evaluate':
      '财政部令第87号 第六十四条：投标人对评分汇总、评分范围等情形提出质疑的，可以组织原评标委员会进行重新评审',
    'cancel-award':
      '财政部令第94号 第十六条：合格供应商符合法定数量时，可以从合格的中标候选人中另行确定中标供应商的，应当依法另行确定中标供应商',
    're-tender':
      '财政部令第94号 第十六条：不能另行确定中标供应商，或者不能通过修改采购文件继续的，应当重新开展采购活动',
  },
  complaint: {
    none: '财政部令第94号 第二十九条、第三十二条：投诉不成立，或者经查证属实但不影响采购结果的，继续开展采购活动',
    'amend-documents':
      '财政部令第94号 第三十一条：投诉采购文件违法经查证属实，未确定中标供应商的，责令修改采购文件，重新开展采购活动',
    're-evaluate':
      '财政部令第94号 第三十二条：投诉事项经查证属实，影响采购结果的，责令限期改正；财政部令第87号 第六十七条：评标结果无效的，可以重新组建评标委员会进行评标',
    'cancel-award':
      '财政部令第94号 第三十二条：已确定中标供应商但尚未签订合同的，认定中标结果无效；可以从合格的中标候选人中另行确定的，应当依法另行确定',
    're-tender': '财政部令第94号 第三十二条：不能另行确定中标供应商的，责令重新开展采购活动',
  },
}

/** Why a lot was put on another way, in the words its own records keep. */
export function remedyReason(by: RemedyBy, document: string): string {
  return by === 'objection' ? '异议（质疑）成立' : `投诉成立，处理决定${document}`
}
