import { type AppointCommitteeRefusal } from '#app/commands/appoint-committee.server.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type NamedMember } from '#app/domain/evaluation/change-committee.ts'
import { type CommitteeProblem, checkCommittee } from '#app/domain/evaluation/committee.ts'
import { type Fen } from '#app/domain/money.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'

const REFUSALS: Record<Exclude<AppointCommitteeRefusal, 'not-found' | 'breaks-a-rule'>, string> = {
  'not-published': '招标公告发布后才能组建评标委员会',
  'evaluation-complete': '各采购包均已评审完毕，委员会不再变更',
  'draw-open': '抽取还没有揭晓，请先揭晓结果',
  'not-an-expert': '所选人员不是可用的评审专家；账户停用或到期的成员请先办理更换',
  'not-a-representative': '采购人代表须是本单位的人员',
  'term-over': '所选专家的聘期已满；已在委员会的请先办理更换',
  recused: '已申请回避的成员不能再参加',
  'was-removed': '已退出的成员不能再参加',
  'not-drawn': '本项目的专家由随机抽取产生，不能另行指定',
  'drawn-left-out': '抽中的专家不能去掉；不能参加的请办理更换并补抽',
  'scoring-signed': '已有专家签署评分表，不能再更换没有回避的成员',
}

const PROBLEMS: Record<CommitteeProblem['problem'], string> = {
  'too-few-members': '人数不足',
  'even-number': '人数应为单数',
  'too-few-experts': '专家不足三分之二',
  'not-one-chair': '组长须是成员之一',
  'representative-chairs': '采购人代表不能担任组长',
  'member-twice': '同一人出现两次',
}

/** Why a committee was not confirmed; a rule is quoted with its source. */
export function committeeRefusalText(
  refusal: Exclude<AppointCommitteeRefusal, 'not-found'>,
  members: readonly NamedMember[],
  regime: { regime: Regime; budget: Fen; today: PlainDate },
): string {
  if (refusal !== 'breaks-a-rule') return REFUSALS[refusal]
  const problems = checkCommittee(members, regime).map(
    ({ problem, rule }) => `${PROBLEMS[problem]}${rule ? `（${rule.source}）` : ''}`,
  )
  return `委员会组成不符合规定：${problems.join('；')}`
}
