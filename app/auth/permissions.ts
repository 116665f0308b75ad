import { type Role } from '#app/domain/actor.ts'

/**
 * Who may do what: the one table. A key is a command or a page that not every
 * visitor may open; pages without a key are public. Belonging to the right
 * organisation is decided in the command or the query, on top of this.
 */
export const PERMISSIONS = {
  'edit-tender': ['tender-officer'],
  'publish-tender': ['tender-officer'],
  'amend-tender': ['tender-officer'],
  'start-retender': ['tender-officer'],
  'cancel-tender': ['tender-officer'],
  'cancel-award': ['tender-officer'],
  'record-other-procedure': ['tender-officer'],
  'see-deadlines': ['tender-officer', 'opening-officer', 'bid-submitter', 'expert', 'supervisor'],

  'download-bidding-documents': ['tender-officer', 'bid-submitter', 'auditor', 'supervisor'],
  'ask-clarification': ['bid-submitter'],
  'answer-clarification': ['tender-officer'],
  'publish-consultation': ['tender-officer'],
  'comment-on-consultation': ['bid-submitter', 'insurer-finance'],
  'reply-to-comment': ['tender-officer'],
  'edit-bid': ['bid-submitter'],
  'submit-bid': ['bid-submitter'],
  'confirm-bid': ['bid-submitter'],
  'withdraw-bid': ['bid-submitter'],
  'open-bids': ['opening-officer'],
  'keep-sealing-key': ['opening-officer', 'bid-submitter'],

  'appoint-committee': ['tender-officer'],
  'draw-experts': ['tender-officer'],
  'see-draws': ['tender-officer', 'auditor'],
  'declare-interest': ['expert'],
  'review-qualification': ['tender-officer'],
  'review-compliance': ['expert'],
  'request-bid-clarification': ['expert'],
  'answer-bid-clarification': ['bid-submitter'],
  'see-own-result': ['bid-submitter'],
  'score-bids': ['expert'],
  'see-evaluation': ['tender-officer', 'expert', 'auditor'],
  'complete-evaluation': ['tender-officer'],
  'publish-candidates': ['tender-officer'],
  'award-lot': ['tender-officer'],

  'see-objections': ['tender-officer', 'bid-submitter', 'supervisor', 'auditor'],
  'file-objection': ['bid-submitter'],
  'answer-objection': ['tender-officer'],
  'file-complaint': ['bid-submitter'],
  'order-suspension': ['supervisor'],
  'decide-complaint': ['supervisor'],
  'record-bid-security': ['tender-officer'],
  'return-bid-security': ['tender-officer'],

  'see-contracts': [
    'tender-officer',
    'fund-officer',
    'bid-submitter',
    'insurer-finance',
    'auditor',
  ],
  'draft-contract': ['tender-officer'],
  'confirm-contract': ['tender-officer', 'bid-submitter'],
  'amend-contract': ['fund-officer'],
  'sign-amendment': ['fund-officer', 'bid-submitter'],
  'end-contract': ['fund-officer', 'bid-submitter'],
  'hand-over': ['insurer-finance'],
  'accept-handover': ['fund-officer'],

  'record-headcount': ['fund-officer'],
  'answer-headcount': ['insurer-finance'],
  'record-premium-payment': ['fund-officer'],
  'confirm-premium-receipt': ['insurer-finance'],
  'import-claims': ['insurer-finance'],
  'reverse-import': ['insurer-finance'],
  'see-claims': ['fund-officer', 'insurer-finance', 'auditor'],
  'rerun-benefits': ['fund-officer', 'insurer-finance', 'auditor'],
  'keep-api-tokens': ['insurer-finance'],
  'keep-accounts': ['insurer-finance'],
  'see-accounts': ['fund-officer', 'insurer-finance', 'auditor'],
  'assess-insurer': ['fund-officer'],
  'reply-to-assessment': ['insurer-finance'],
  'estimate-funding': ['fund-officer', 'tender-officer'],

  'propose-settlement': ['insurer-finance'],
  'return-settlement': ['fund-officer', 'auditor'],
  'confirm-settlement': ['fund-officer'],
  'sign-off-settlement': ['auditor'],
  'publish-settlement': ['fund-officer'],
  'read-audit-trail': ['auditor'],

  'manage-accounts': ['administrator'],
  'keep-registers': ['administrator'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS

export function mayDo(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = PERMISSIONS[permission]
  return roles.includes(role)
}
