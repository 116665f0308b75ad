import { type PlainDate } from '#app/domain/calendar.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { type SuspendedAct, suspendedActs } from './objection-clock.ts'

/** One objection or complaint that is still open; an order of suspension belongs to a complaint. */
export type OpenMatter = {
  lotId: string | null // null: the tender as a whole
  answered: boolean
  answerDue: PlainDate
  complaint: {
    decisionDue: PlainDate
    order: { document: string; until: PlainDate } | null
  } | null
}

/** 暂停: what waits, why and until when. */
export type Suspension = {
  lotId: string | null
  cause: 'objection' | 'complaint' | 'order'
  acts: readonly SuspendedAct[]
  rule: string
  until: PlainDate // the last day of it, or the day by which it should be settled
  document: string // of the order; empty otherwise
}

/** What the open matters hold up on a day; empty when nothing waits. */
export function suspensionsOf(
  regime: Regime,
  matters: readonly OpenMatter[],
  today: PlainDate,
): Suspension[] {
  return matters
    .map((matter) => suspensionBy(regime, matter, today))
    .filter(({ acts }) => acts.length > 0)
}

function suspensionBy(
  regime: Regime,
  { lotId, answered, answerDue, complaint }: OpenMatter,
  today: PlainDate,
): Suspension {
  const order = complaint?.order && today <= complaint.order.until ? complaint.order : null
  const cause = order ? 'order' : answered ? 'complaint' : 'objection'
  return {
    lotId,
    cause,
    acts: suspendedActs(regime, {
      unansweredObjections: answered ? 0 : 1,
      undecidedComplaints: complaint ? 1 : 0,
      ordered: order !== null,
      amendmentsOwed: 0,
    }),
    rule: RULES[regime][cause],
    until: order?.until ?? complaint?.decisionDue ?? answerDue,
    document: order?.document ?? '',
  }
}

const RULES: Record<Regime, Record<Suspension['cause'], string>> = {
  'bidding-law': {
    objection: '招标投标法实施条例 第二十二条、第五十四条：作出答复前，应当暂停招标投标活动',
    complaint: '招标投标法实施条例 第六十二条：投诉处理期间，签订合同等待处理决定',
    order: '招标投标法实施条例 第六十二条：必要时，行政监督部门可以责令暂停招标投标活动',
  },
  'government-procurement': {
    objection:
      '政府采购法实施条例 第五十四条：质疑事项可能影响中标结果的，应当暂停签订合同，已经签订合同的，应当中止履行合同',
    complaint:
      '政府采购法实施条例 第五十四条、政府采购法 第五十七条：投诉处理期间，签订合同等待处理决定',
    order:
      '政府采购法 第五十七条：可以视具体情况书面通知暂停采购活动，但暂停时间最长不得超过三十日',
  },
}
