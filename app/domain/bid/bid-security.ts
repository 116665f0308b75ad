import { type CalendarOverrides, type PlainDate, countPeriod } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type Fen } from '#app/domain/money.ts'
import {
  type ParameterName,
  type RuleValue,
  periodOf,
  requiredParameterOn,
} from '#app/domain/regulation/parameters.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'

/** 投标保证金形式 (non-cash only, 政府采购法实施条例 第三十三条). */
export const BID_SECURITY_FORMS = ['transfer', 'cheque', 'guarantee', 'insurance'] as const
export type BidSecurityForm = (typeof BID_SECURITY_FORMS)[number]

/** Whether what was received is what the tender asks of a bid, and in time. */
export function checkBidSecurity(
  { amount, receivedOn }: { amount: Fen; receivedOn: PlainDate },
  { required, deadlineDay }: { required: Fen; deadlineDay: PlainDate },
): Decision<undefined, 'too-low' | 'received-late'> {
  if (amount < required) return refuse('too-low')
  return receivedOn <= deadlineDay ? accept(undefined) : refuse('received-late')
}

/** What the return of a security is counted from. */
export type SecurityFacts = {
  regime: Regime
  calendarOverrides: CalendarOverrides
  won: boolean // its bid has the award in force
  awardedOn: PlainDate | null
  signedOn: PlainDate | null
  endedOn: PlainDate | null // the lot failed or was cancelled
}

export type SecurityDue = {
  rule: RuleValue
  from: PlainDate
  lastDay: PlainDate
  skipped: readonly PlainDate[]
}

/**
 * The last day to return a security (退还投标保证金), or undefined while its bid may
 * still be needed. The day that starts the period is not counted.
 */
export function bidSecurityDue(facts: SecurityFacts): SecurityDue | undefined {
  const { regime, won, awardedOn, signedOn, endedOn, calendarOverrides } = facts
  const count = (name: ParameterName, from: PlainDate | null): SecurityDue | undefined => {
    if (!from) return undefined
    const rule = requiredParameterOn(regime, name, from)
    return { rule, from, ...countPeriod(from, periodOf(rule), calendarOverrides) }
  }
  if (endedOn) return count('failureSecurityReturn', endedOn)
  if (won) return count('bidSecurityReturn', signedOn)
  return count('losersSecurityReturn', regime === 'bidding-law' ? signedOn : awardedOn)
}

/** 不予退还: why a security is kept; each ground with its rule. */
export const FORFEIT_GROUNDS = [
  'bid-revoked', // 投标截止后撤销投标文件
  'contract-refused', // 中标后无正当理由拒不签订合同
  'agreed-in-documents', // 招标文件约定的其他情形
] as const
export type ForfeitGround = (typeof FORFEIT_GROUNDS)[number]

const FORFEIT_RULES: Record<Regime, Record<ForfeitGround, string>> = {
  'bidding-law': {
    'bid-revoked':
      '招标投标法实施条例 第三十五条：投标截止后投标人撤销投标文件的，招标人可以不退还投标保证金',
    'contract-refused':
      '招标投标法实施条例 第七十四条：中标人无正当理由不与招标人订立合同的，取消其中标资格，投标保证金不予退还',
    'agreed-in-documents': '招标文件约定的不予退还情形',
  },
  'government-procurement': {
    'bid-revoked':
      '财政部令第87号 第二十三条：投标有效期内投标人撤销投标文件的，采购人可以不退还投标保证金',
    'contract-refused':
      '政府采购法实施条例 第七十二条：中标后无正当理由拒不与采购人签订政府采购合同的，依法追究法律责任；不予退还以招标文件的约定为据',
    'agreed-in-documents': '招标文件约定的不予退还情形',
  },
}

export function forfeitRule(regime: Regime, ground: ForfeitGround): string {
  return FORFEIT_RULES[regime][ground]
}

/** What becomes of a security. */
export type SecurityEnd =
  | { outcome: 'returned' }
  | { outcome: 'forfeited'; ground: ForfeitGround; reason: string }

/**
 * Whether a security may be settled so on a day. It is not returned while its bid
 * still binds (投标有效期), and never kept without a reason.
 */
export function mayEndSecurity(
  end: SecurityEnd,
  {
    on,
    today,
    receivedOn,
    due,
  }: {
    on: PlainDate
    today: PlainDate
    receivedOn: PlainDate
    due: SecurityDue | undefined
  },
): Decision<undefined, 'impossible-day' | 'too-early' | 'reason-missing'> {
  if (on > today || on < receivedOn) return refuse('impossible-day')
  if (end.outcome === 'forfeited')
    return end.reason.trim() === '' ? refuse('reason-missing') : accept(undefined)
  return !due || on < due.from ? refuse('too-early') : accept(undefined)
}
