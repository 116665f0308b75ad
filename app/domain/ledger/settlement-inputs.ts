import { type Fen } from '#app/domain/money.ts'
import { type EntryKind, type LedgerAccount } from './ledger-entry.ts'
import { type AccountSums } from './statements.ts'

/** What a year's settlement takes from its accounts. */
export type SettlementInputs = {
  premium: Fen
  claimsPaid: Fen
  outstandingOpening: Fen
  outstandingClosing: Fen
  operatingCost: Fen
  assessmentDeduction: Fen
  kept: boolean // whether claims, cost or reserves were booked: then the figures come from here
}

/** The figures an insurer reports, and the accounts behind each. */
export const FIGURE_ACCOUNTS = {
  claimsPaid: ['claims-paid'],
  outstandingOpening: ['outstanding-claims'],
  outstandingClosing: ['outstanding-claims'],
  operatingCost: ['direct-cost', 'shared-cost'],
  assessmentDeduction: ['assessment-deduction'],
} as const satisfies Record<string, readonly LedgerAccount[]>
export type LedgerFigure = keyof typeof FIGURE_ACCOUNTS

export const LEDGER_FIGURES = Object.keys(FIGURE_ACCOUNTS) as LedgerFigure[] // keys of a constant

const KEPT_BY: readonly EntryKind[] = ['claims-imported', 'cost-recorded', 'outstanding-claims-set']

/**
 * A year's inputs: what the year's entries moved, and the reserve before its first and at its
 * last day. Opening is the last year's closing, as both are one account's balance.
 */
export function settlementInputs({
  moved,
  opening,
  kinds,
}: {
  moved: AccountSums // by the year's entries
  opening: AccountSums // of the days before the year
  kinds: readonly EntryKind[] // of the year's entries
}): SettlementInputs {
  const of = (account: LedgerAccount) => moved.get(account) ?? 0n
  const outstandingOpening = -(opening.get('outstanding-claims') ?? 0n)
  return {
    premium: -of('premium-income'),
    claimsPaid: of('claims-paid'),
    outstandingOpening,
    outstandingClosing: outstandingOpening - of('outstanding-claims'),
    operatingCost: of('direct-cost') + of('shared-cost'),
    assessmentDeduction: of('assessment-deduction'),
    kept: kinds.some((kind) => KEPT_BY.includes(kind)),
  }
}

/**
 * The reported figures that are not what the accounts say. A year without accounts of its claims
 * and costs is settled by the documents that its figures name, but for a deduction that was decided.
 */
export function differingFigures(
  inputs: SettlementInputs,
  reported: Readonly<Record<LedgerFigure, Fen>>,
): LedgerFigure[] {
  const binding = LEDGER_FIGURES.filter(
    (figure) => inputs.kept || (figure === 'assessmentDeduction' && inputs[figure] !== 0n),
  )
  return binding.filter((figure) => inputs[figure] !== reported[figure])
}
