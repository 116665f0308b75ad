import { type Actor, type Role } from '#app/domain/actor.ts'
import { type Db } from '#db/client.server.ts'
import { listAssessmentWorkOfFund, listAssessmentsToReply } from './waiting-assessments.server.ts'
import { listDrawsToReveal, listRecusalsToRedraw } from './waiting-committees.server.ts'
import { listBidClarificationsToAnswer } from './waiting-evaluations.server.ts'
import {
  listContractsToConfirm,
  listYearsToPropose,
  listProposalsToConfirm,
  listSettlementsToPublish,
  listProposalsToSignOff,
} from './waiting-contracts.server.ts'
import {
  listAmendmentsToSign,
  listContractsToRenew,
  listHandoversToAccept,
  listHandoversToDo,
  listTerminationsToAnswer,
} from './waiting-contract-changes.server.ts'
import { type ListWaiting, type WaitingItem } from './waiting-item.ts'
import {
  listAmendmentsOwed,
  listComplaintsOpen,
  listComplaintsToDecide,
  listObjectionsToAnswer,
  listSecuritiesToReturn,
} from './waiting-objections.server.ts'
import { listTendersWithReplacedKeys } from './replaced-opening-keys.server.ts'
import {
  listDraftTenders,
  listTendersWithoutCommittee,
  listLotsToQualify,
  listLotsToComplete,
  listLotsToAward,
  listLotsToContract,
  listOtherProceduresToContract,
  listLotsToRetender,
  listTendersToOpen,
  listOpeningsAhead,
  listDeclarationsToMake,
  listLotsToCheckCompliance,
  listLotsToScore,
  listLotsOpenForBids,
} from './waiting-procurement.server.ts'
import { listPremiumWorkOfFund, listPremiumWorkOfInsurer } from './waiting-premiums.server.ts'
import { listInsurerKeyToMake, listOwnKeyToMake } from './waiting-sealing-keys.server.ts'
import {
  listClarificationsToAnswer,
  listConsultationsToReply,
} from './waiting-tender-documents.server.ts'

/** What waits for a person in their role and organisation; at most 20 of each kind. */
export async function listWaitingItems(db: Db, actor: Actor, now: Date): Promise<WaitingItem[]> {
  const found = await Promise.all(WAITING_BY_ROLE[actor.role].map((list) => list(db, actor, now)))
  return found.flat()
}

const WAITING_BY_ROLE: Record<Role, readonly ListWaiting[]> = {
  'tender-officer': [
    listObjectionsToAnswer,
    listAmendmentsOwed,
    listTendersWithReplacedKeys,
    listSecuritiesToReturn,
    listDraftTenders,
    listConsultationsToReply,
    listClarificationsToAnswer,
    listDrawsToReveal,
    listRecusalsToRedraw,
    listTendersWithoutCommittee,
    listLotsToQualify,
    listLotsToComplete,
    listLotsToAward,
    listLotsToContract,
    listOtherProceduresToContract,
    listLotsToRetender,
    (db, actor) => listContractsToConfirm(db, 'policyholder', actor.organisationId),
    listContractsToRenew,
  ],
  'opening-officer': [listOwnKeyToMake, listTendersToOpen, listOpeningsAhead],
  expert: [listDeclarationsToMake, listLotsToCheckCompliance, listLotsToScore],
  'bid-submitter': [
    listComplaintsOpen,
    (db, actor) => listContractsToConfirm(db, 'insurer', actor.organisationId),
    listAmendmentsToSign,
    listTerminationsToAnswer,
    listBidClarificationsToAnswer,
    listInsurerKeyToMake,
    listLotsOpenForBids,
  ],
  'insurer-finance': [
    listPremiumWorkOfInsurer,
    listAssessmentsToReply,
    listHandoversToDo,
    listYearsToPropose,
  ],
  'fund-officer': [
    listAmendmentsToSign,
    listTerminationsToAnswer,
    listHandoversToAccept,
    listContractsToRenew,
    listPremiumWorkOfFund,
    listAssessmentWorkOfFund,
    listProposalsToConfirm,
    listSettlementsToPublish,
  ],
  auditor: [listProposalsToSignOff],
  supervisor: [listComplaintsToDecide],
  administrator: [],
}
