import { Link } from '@remix-run/react'
import { periodLabel } from '#app/components/ledger-labels.ts'
import { type AccountingPeriod } from '#app/domain/ledger/accounting-period.ts'

/** The year, its quarters and its months as links; the one shown is marked. */
export function PeriodLinks({
  periods,
  period,
}: {
  periods: readonly AccountingPeriod[]
  period: AccountingPeriod
}) {
  return (
    <nav aria-label="会计期间" className="period-links no-print">
      {(['year', 'quarter', 'month'] as const).map((kind) => (
        <p key={kind}>
          {periods
            .filter((one) => one.kind === kind)
            .map((one) => (
              <Link
                key={one.key}
                to={`?period=${one.key}`}
                aria-current={one.key === period.key ? 'page' : undefined}
                title={`${one.from}—${one.until}`}
                preventScrollReset
              >
                {periodLabel(one)}
              </Link>
            ))}
        </p>
      ))}
    </nav>
  )
}
