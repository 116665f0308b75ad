import { type YearFigures, type YearSettlement } from '#app/domain/settlement/settlement-terms.ts'
import { type LedgerLine, combineLines, move } from './ledger-entry.ts'
import { type SettlementInputs } from './settlement-inputs.ts'

/**
 * What a final settlement books: returns and the fund's share of a loss, with the reserve between.
 * Figures that the accounts do not have, of a year settled by documents alone, are taken over with
 * it, so that the accounts add up to every final year. Without anything to move there are no lines.
 */
export function settlementLines(
  settlement: YearSettlement,
  { figures, booked }: { figures: YearFigures; booked: SettlementInputs },
): LedgerLine[] {
  const { returnedToFund, toReserve, borneByFund, fromReserve } = settlement
  return combineLines([
    ...move('claims-paid', 'payout-account', figures.claimsPaid - booked.claimsPaid),
    ...move(
      'outstanding-claims-change',
      'outstanding-claims',
      figures.outstandingClosing - booked.outstandingClosing,
    ),
    ...move('direct-cost', 'insurer-account', figures.operatingCost - booked.operatingCost),
    ...move(
      'assessment-deduction',
      'fund-payable',
      figures.assessmentDeduction - booked.assessmentDeduction,
    ),
    ...move('surplus-return', 'fund-payable', returnedToFund - toReserve),
    ...move('surplus-return', 'risk-adjustment-reserve', toReserve),
    ...move('fund-receivable', 'loss-share', borneByFund - fromReserve),
    ...move('risk-adjustment-reserve', 'loss-share', fromReserve),
  ])
}
