import { type RouteConfig, index, route } from '@remix-run/route-config'

/** Every URL of the product, one line each: the table of contents. */
export default [
  // public
  index('./routes/public/home.tsx'),
  route('notices', './routes/public/notices.tsx'),
  route('notices/:tenderId', './routes/public/notice.tsx'),
  route('notices/:tenderId/history', './routes/amendments/history.tsx'),
  route('notices/:tenderId/versions/:version', './routes/amendments/version.tsx'),
  route('notices/:tenderId/opening', './routes/public/opening-record.tsx'),
  route('notices/:tenderId/draws', './routes/public/draws.tsx'),
  route('qualified-insurers', './routes/public/qualified-insurers.tsx'),
  route('results', './routes/public/results.tsx'),
  route('results/:lotId', './routes/public/result.tsx'),
  route('signed-contracts', './routes/public/signed-contracts.tsx'),
  route('signed-contracts/:contractId', './routes/public/signed-contract.tsx'),
  route('accounts', './routes/public/accounts.tsx'),
  route('accounts.csv', './routes/public/accounts-csv.ts'),
  route('accounts/:yearId', './routes/public/account.tsx'),

  // papers and exports
  route('notices/:tenderId/documents/:file', './routes/documents/tender-document.ts'),
  route('lots/:lotId/documents/:file', './routes/documents/lot-document.ts'),
  route('contracts/:contractId/documents/:file', './routes/documents/contract-document.ts'),
  route(
    'signed-contracts/:contractId/documents/:file',
    './routes/documents/signed-contract-document.ts',
  ),
  route('notices.xlsx', './routes/documents/notices-xlsx.ts'),
  route('results.xlsx', './routes/documents/results-xlsx.ts'),
  route('signed-contracts.xlsx', './routes/documents/signed-contracts-xlsx.ts'),
  route('accounts.xlsx', './routes/documents/accounts-xlsx.ts'),
  route('tenders.xlsx', './routes/documents/tenders-xlsx.ts'),

  // account and administration
  route('account/sign-in', './routes/account/sign-in.tsx'),
  route('account/sign-out', './routes/account/sign-out.ts'),
  route('account/password', './routes/account/password.tsx'),
  route('account/email', './routes/account/email.tsx'),
  route('inbox', './routes/account/inbox.tsx'),
  route('inbox/read-all', './routes/account/inbox-read-all.tsx'),
  route('inbox/:notificationId', './routes/account/inbox-message.tsx'),
  route('inbox/:notificationId/read', './routes/account/inbox-read.tsx'),
  route('start', './routes/account/start.tsx'),
  route('administration', './routes/administration/accounts.tsx'),
  route('administration/organisations/new', './routes/administration/new-organisation.tsx'),
  route('administration/accounts/new', './routes/administration/new-account.tsx'),
  route('administration/accounts/:userId/disable', './routes/administration/disable-account.tsx'),
  route('administration/qualified-lists', './routes/administration/qualified-lists.tsx'),
  route('administration/qualified-lists/new', './routes/administration/new-qualified-list.tsx'),
  route('administration/qualified-lists/report.csv', './routes/administration/list-report-csv.ts'),
  route('administration/qualified-lists/:listId', './routes/administration/qualified-list.tsx'),
  route('administration/calendar', './routes/administration/calendar.tsx'),
  route('administration/calendar/:day/clear', './routes/administration/clear-calendar-day.tsx'),
  route('administration/experts', './routes/administration/experts.tsx'),
  route('administration/experts/:userId', './routes/administration/expert.tsx'),
  route('administration/contract-templates', './routes/administration/contract-templates.tsx'),
  route(
    'administration/contract-templates/new',
    './routes/administration/new-contract-template.tsx',
  ),
  route(
    'administration/contract-templates/:templateId',
    './routes/administration/contract-template.tsx',
  ),
  route(
    'administration/contract-templates/:templateId/edit',
    './routes/administration/edit-contract-template.tsx',
  ),
  route(
    'administration/contract-templates/:templateId/retire',
    './routes/administration/retire-contract-template.tsx',
  ),

  // tenders
  route('tenders', './routes/tenders/tenders.tsx'),
  route('tenders/new', './routes/tenders/new.tsx'),
  route('tenders/:tenderId', './routes/tenders/tender.tsx'),
  route('tenders/:tenderId/edit', './routes/tenders/edit.tsx'),
  route('tenders/:tenderId/publish', './routes/tenders/publish.tsx'),
  route('tenders/:tenderId/amend', './routes/amendments/amend.tsx'),
  route('tenders/:tenderId/amend/confirm', './routes/amendments/confirm-amendment.tsx'),
  route('tenders/:tenderId/retender', './routes/tenders/retender.tsx'),

  // bids
  route('bids', './routes/bids/bids.tsx'),
  route('lots/:lotId/bid', './routes/bids/bid.tsx'),
  route('lots/:lotId/bid/edit', './routes/bids/edit.tsx'),
  route('lots/:lotId/bid/files', './routes/bids/attach-file.tsx'),
  route('lots/:lotId/bid/submit', './routes/bids/submit.tsx'),
  route('lots/:lotId/bid/confirm', './routes/bids/confirm.tsx'),
  route('lots/:lotId/bid/withdraw', './routes/bids/withdraw.tsx'),
  route('lots/:lotId/clarifications', './routes/bids/clarifications.tsx'),
  route('lots/:lotId/my-result', './routes/bids/my-result.tsx'),
  route('bid-files/:fileId', './routes/bids/file.ts'),
  route('bid-files/:fileId/remove', './routes/bids/remove-file.tsx'),

  // openings
  route('openings', './routes/openings/openings.tsx'),
  route('openings/:tenderId/open', './routes/openings/open.tsx'),

  // evaluations and awards
  route('evaluations', './routes/evaluations/evaluations.tsx'),
  route('tenders/:tenderId/committee', './routes/evaluations/committee.tsx'),
  route('tenders/:tenderId/committee/removal', './routes/evaluations/remove-member.tsx'),
  route('tenders/:tenderId/draws', './routes/evaluations/draws.tsx'),
  route('expert-draws/:drawId/reveal', './routes/evaluations/reveal-draw.tsx'),
  route('tenders/:tenderId/interest', './routes/evaluations/interest.tsx'),
  route('lots/:lotId/reviews', './routes/evaluations/reviews.tsx'),
  route(
    'lots/:lotId/reviews/:submissionId/clarification',
    './routes/evaluations/request-clarification.tsx',
  ),
  route('lots/:lotId/score-sheet', './routes/evaluations/score-sheet.tsx'),
  route('lots/:lotId/score-sheet/sign', './routes/evaluations/sign-sheet.tsx'),
  route('lots/:lotId/evaluation', './routes/evaluations/evaluation.tsx'),
  route('lots/:lotId/rounds/:round', './routes/evaluations/earlier-round.tsx'),
  route('lots/:lotId/candidates', './routes/awards/publish-candidates.tsx'),
  route('lots/:lotId/award', './routes/awards/award.tsx'),

  // objections, complaints and bid securities
  route('objections', './routes/objections/objections.tsx'),
  route('objections/:objectionId', './routes/objections/objection.tsx'),
  route('objections/:objectionId/answer', './routes/objections/answer.tsx'),
  route('objections/:objectionId/complaint', './routes/objections/complain.tsx'),
  route('objections/:objectionId/suspension', './routes/objections/suspend.tsx'),
  route('objections/:objectionId/decision', './routes/objections/decide.tsx'),
  route('notices/:tenderId/object', './routes/objections/object.tsx'),
  route('tenders/:tenderId/bid-securities', './routes/bid-securities/bid-securities.tsx'),
  route('tenders/:tenderId/bid-securities/:submissionId', './routes/bid-securities/record.tsx'),
  route('bid-securities/:securityId/return', './routes/bid-securities/return.tsx'),

  // contracts and premiums
  route('contracts', './routes/contracts/contracts.tsx'),
  route('contracts/:contractId', './routes/contracts/contract.tsx'),
  route('contracts/:contractId/confirm', './routes/contracts/confirm.tsx'),
  route('lots/:lotId/contract', './routes/contracts/draft.tsx'),
  route('contract-years/:yearId', './routes/contracts/contract-year.tsx'),
  route('contract-years/:yearId/headcount', './routes/premiums/headcount.tsx'),
  route('contract-years/:yearId/payments', './routes/premiums/payments.tsx'),

  // settlements
  route('contract-years/:yearId/settlement', './routes/settlements/settlement.tsx'),
  route('contract-years/:yearId/settlement/propose', './routes/settlements/propose.tsx'),
  route('contract-years/:yearId/settlement/return', './routes/settlements/return.tsx'),
  route('contract-years/:yearId/settlement/confirm', './routes/settlements/confirm.tsx'),
  route('contract-years/:yearId/settlement/sign-off', './routes/settlements/sign-off.tsx'),
  route('contract-years/:yearId/settlement/publish', './routes/settlements/publish.tsx'),

  // audit
  route('audit', './routes/audit/audit.tsx'),
  route('audit/purchases/:tenderId', './routes/audit/purchase.tsx'),
] satisfies RouteConfig
