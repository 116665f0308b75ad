import { type PlainDate } from '#app/domain/calendar.ts'
import { type Role } from '#app/domain/actor.ts'
import { type Announcement } from './announcement.ts'
import { type ContractFacts } from './award-messages.ts'
import { dayText } from './message-text.ts'

type Party = 'policyholder' | 'insurer'

const SIGNERS: Record<Party, readonly Role[]> = {
  policyholder: ['fund-officer'],
  insurer: ['bid-submitter'],
}
const EVERYBODY: Record<Party, readonly Role[]> = {
  policyholder: ['tender-officer', 'fund-officer'],
  insurer: ['bid-submitter', 'insurer-finance'],
}

export function amendmentDrafted(
  contract: ContractFacts,
  { number, effectiveOn }: { number: number; effectiveOn: PlainDate },
): Announcement[] {
  return toParties(contract, ['policyholder', 'insurer'], SIGNERS, {
    eventKey: `contract.amendment-drafted ${contract.contractId} ${number}`,
    title: `请签署补充协议：${contract.tenderTitle}`,
    body: `合同${contract.contractNumber}的第${number}号补充协议已拟定，自${dayText(effectiveOn)}起生效，待双方签署。`,
    path: `/amendments/${number}`,
  })
}

export function amendmentSigned(
  contract: ContractFacts,
  { number, effectiveOn }: { number: number; effectiveOn: PlainDate },
): Announcement[] {
  return toParties(contract, ['policyholder', 'insurer'], EVERYBODY, {
    eventKey: `contract.amendment-signed ${contract.contractId} ${number}`,
    title: `补充协议已签订：${contract.tenderTitle}`,
    body: `合同${contract.contractNumber}的第${number}号补充协议已由双方签署，自${dayText(effectiveOn)}起生效。`,
    path: `/amendments/${number}`,
  })
}

export function amendmentWithdrawn(contract: ContractFacts, number: number): Announcement[] {
  return toParties(contract, ['policyholder', 'insurer'], SIGNERS, {
    eventKey: `contract.amendment-withdrawn ${contract.contractId} ${number}`,
    title: `补充协议不再签署：${contract.tenderTitle}`,
    body: `合同${contract.contractNumber}的第${number}号补充协议（草案）已撤回，合同条款不变。`,
    path: `/amendments/${number}`,
  })
}

/** To the party that did not declare it: it may answer, and has to where its yes is needed. */
export function terminationDeclared(
  contract: ContractFacts,
  to: Party,
  {
    terminationId,
    effectiveOn,
    consent,
  }: { terminationId: string; effectiveOn: PlainDate; consent: boolean },
): Announcement[] {
  const asked = consent
    ? `须经贵方同意方可生效，请于${dayText(effectiveOn)}前答复。`
    : '已通知贵方，贵方可以答复。'
  return toParties(contract, [to], SIGNERS, {
    eventKey: `contract.termination-declared ${terminationId}`,
    title: `提前终止合同：${contract.tenderTitle}`,
    body: `对方提出提前终止合同${contract.contractNumber}，最后承保日为${dayText(effectiveOn)}。${asked}`,
    path: '/termination',
  })
}

export function contractEnded(
  contract: ContractFacts,
  { terminationId, effectiveOn }: { terminationId: string; effectiveOn: PlainDate },
): Announcement[] {
  return toParties(contract, ['policyholder', 'insurer'], EVERYBODY, {
    eventKey: `contract.terminated ${terminationId}`,
    title: `合同将提前终止：${contract.tenderTitle}`,
    body: `合同${contract.contractNumber}的最后承保日为${dayText(effectiveOn)}，请按移交清单办理移交。`,
    path: '/handover',
  })
}

export function terminationRefused(
  contract: ContractFacts,
  to: Party,
  terminationId: string,
): Announcement[] {
  return toParties(contract, [to], SIGNERS, {
    eventKey: `contract.termination-refused ${terminationId}`,
    title: `对方不同意提前终止：${contract.tenderTitle}`,
    body: `对方不同意提前终止合同${contract.contractNumber}，理由见合同页面。`,
    path: '/termination',
  })
}

/** One item is handed over, for the buyer; or it came back, for the insurer. */
export function handoverMoved(
  contract: ContractFacts,
  to: Party,
  { recordId, returned }: { recordId: string; returned: boolean },
): Announcement[] {
  const roles = { policyholder: ['fund-officer'], insurer: ['insurer-finance'] } as const
  return toParties(contract, [to], roles, {
    eventKey: `contract.handover-${returned ? 'returned' : 'recorded'} ${recordId}`,
    title: `${returned ? '移交事项被退回' : '请验收移交事项'}：${contract.tenderTitle}`,
    body: returned
      ? `合同${contract.contractNumber}有一项移交未通过验收，请补正后重新移交。`
      : `合同${contract.contractNumber}有一项移交已办理，请验收。`,
    path: '/handover',
  })
}

function toParties(
  { contractId, policyholderId, insurerId }: ContractFacts,
  parties: readonly Party[],
  roles: Record<Party, readonly Role[]>,
  { eventKey, title, body, path }: { eventKey: string; title: string; body: string; path: string },
): Announcement[] {
  return parties.map((party) => ({
    eventKey,
    recipients: {
      kind: 'organisation',
      organisationId: party === 'policyholder' ? policyholderId : insurerId,
      roles: roles[party],
    },
    message: { title, body, link: `/contracts/${contractId}${path}` },
  }))
}
