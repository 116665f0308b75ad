import { type PlainDate } from '#app/domain/calendar.ts'
import { type Points } from '#app/domain/evaluation/scoring-criteria.ts'
import { formatYuan } from '#app/domain/money.ts'
import { type Announcement, type LotFacts, officersOf, submittersOf } from './announcement.ts'
import { dayText, lotText } from './message-text.ts'

export function candidatesPublished({
  round,
  lastDay,
  ...lot
}: LotFacts & { round: number; lastDay: PlainDate }): Announcement {
  return {
    eventKey: `lot.candidates-published ${lot.lotId} ${round}`,
    recipients: { kind: 'opened-bidders', lotId: lot.lotId },
    message: {
      title: `候选人公示：${lot.tenderTitle}`,
      body: `${lotText(lot)}的中标候选人已公示，公示期至${dayText(lastDay)}。对结果有异议的，请在公示期内提出。`,
      link: `/results/${lot.lotId}`,
    },
  }
}

/** How one bidder came out; a rejected bid has a reason instead of a score. */
export type BidderResult = { bidderId: string; won: boolean } & (
  | { outcome: 'ranked'; rank: number; totalPoints: Points }
  | { outcome: 'rejected'; reason: string }
)

/**
 * 中标结果, to each bidder with its own score and rank, or why its bid was rejected,
 * and nobody else's. Basis: 财政部令第87号 第六十九条.
 */
export function lotAwarded({
  awardId,
  winnerName,
  contractDeadline,
  results,
  ...lot
}: LotFacts & {
  awardId: string
  winnerName: string
  contractDeadline: PlainDate
  results: readonly BidderResult[]
}): Announcement[] {
  return results.map((result): Announcement => {
    const own =
      result.outcome === 'ranked'
        ? `贵公司得分${formatYuan(result.totalPoints)}，排名第${result.rank}。`
        : `贵公司的投标未通过审查：${result.reason}。`
    const next = result.won
      ? `贵公司中标，合同须于${dayText(contractDeadline)}前签订。`
      : `中标人为${winnerName}。`
    return {
      eventKey: `lot.awarded ${awardId}`,
      recipients: submittersOf(result.bidderId),
      message: {
        title: `${result.won ? '中标通知' : '中标结果'}：${lot.tenderTitle}`,
        body: `${lotText(lot)}已定标。${next}${own}`,
        link: `/results/${lot.lotId}`,
      },
    }
  })
}

/** 中标无效、放弃中标. */
export function awardCancelled({
  awardId,
  reason,
  ...lot
}: LotFacts & { awardId: string; reason: string }): Announcement {
  return {
    eventKey: `lot.award-cancelled ${awardId}`,
    recipients: { kind: 'opened-bidders', lotId: lot.lotId },
    message: {
      title: `中标结果取消：${lot.tenderTitle}`,
      body: `${lotText(lot)}的中标结果已取消，原因：${reason}。后续安排以公告为准。`,
      link: `/results/${lot.lotId}`,
    },
  }
}

export type ContractFacts = {
  contractId: string
  contractNumber: string
  tenderTitle: string
  policyholderId: string
  insurerId: string
}

export function contractDrafted(contract: ContractFacts): Announcement[] {
  return toBothParties(contract, {
    eventKey: `contract.drafted ${contract.contractId}`,
    title: `请确认合同：${contract.tenderTitle}`,
    body: `合同${contract.contractNumber}已按招标文件与中标投标生成，请核对并确认。`,
    roles: { policyholder: ['tender-officer'], insurer: ['bid-submitter'] },
  })
}

export function contractSigned(contract: ContractFacts): Announcement[] {
  return toBothParties(contract, {
    eventKey: `contract.signed ${contract.contractId}`,
    title: `合同已签订：${contract.tenderTitle}`,
    body: `合同${contract.contractNumber}已由双方确认，即日签订。`,
    roles: {
      policyholder: ['tender-officer', 'fund-officer'],
      insurer: ['bid-submitter', 'insurer-finance'],
    },
  })
}

/** 保证金逾期未退: once a security. */
export function bidSecurityOverdue({
  securityId,
  dueOn,
  ...lot
}: LotFacts & { securityId: string; dueOn: PlainDate }): Announcement {
  return {
    eventKey: `bid-security.overdue ${securityId}`,
    recipients: officersOf(lot),
    message: {
      title: `保证金逾期未退：${lot.tenderTitle}`,
      body: `${lotText(lot)}有一笔投标保证金应于${dayText(dueOn)}前退还，至今没有退还记录，请立即办理。`,
      link: `/tenders/${lot.tenderId}`,
    },
  }
}

function toBothParties(
  { contractId, policyholderId, insurerId }: ContractFacts,
  told: {
    eventKey: string
    title: string
    body: string
    roles: {
      policyholder: readonly ('tender-officer' | 'fund-officer')[]
      insurer: readonly ('bid-submitter' | 'insurer-finance')[]
    }
  },
): Announcement[] {
  const { eventKey, title, body, roles } = told
  const message = { title, body, link: `/contracts/${contractId}` }
  return [
    {
      eventKey,
      recipients: {
        kind: 'organisation',
        organisationId: policyholderId,
        roles: roles.policyholder,
      },
      message,
    },
    {
      eventKey,
      recipients: { kind: 'organisation', organisationId: insurerId, roles: roles.insurer },
      message,
    },
  ]
}
