import { Link } from '@remix-run/react'
import { Fragment } from 'react'
import { accountName } from '#app/components/ledger-labels.ts'
import { settlementTermLabel } from '#app/components/labels.ts'
import {
  FIGURE_ACCOUNTS,
  LEDGER_FIGURES,
  type LedgerFigure,
} from '#app/domain/ledger/settlement-inputs.ts'
import { type Fen } from '#app/domain/money.ts'
import { yuanText } from '#app/forms/fields.ts'
import { MoneyField, TextField } from '#app/forms/inputs.tsx'

const EVIDENCE_LABEL: Record<LedgerFigure, string> = {
  claimsPaid: '赔付支出依据',
  outstandingOpening: '期初未决依据',
  outstandingClosing: '期末未决依据',
  operatingCost: '经营成本依据',
  assessmentDeduction: '考核扣款依据',
}

/** The reported figures with their evidence; in a year with accounts they start from them, and must stay. */
export function FigureFields({
  yearId,
  kept,
  amounts,
  evidence,
}: {
  yearId: string
  kept: boolean
  amounts: Readonly<Record<LedgerFigure, Fen | null>>
  evidence: Readonly<Record<string, string>>
}) {
  return (
    <div className="form-grid">
      {LEDGER_FIGURES.map((figure) => {
        const [account] = FIGURE_ACCOUNTS[figure]
        const amount = amounts[figure]
        const names = FIGURE_ACCOUNTS[figure].map(accountName).join('、')
        return (
          <Fragment key={figure}>
            <MoneyField
              name={figure}
              label={settlementTermLabel[figure] ?? figure}
              defaultValue={amount === null ? '' : yuanText(amount)}
              hint={
                kept ? (
                  <>
                    取自账簿，须与
                    <Link to={`/contract-years/${yearId}/accounts/book/${account}`}>{names}</Link>
                    一致
                  </>
                ) : figure === 'outstandingOpening' ? (
                  '等于上一年度审定的期末数'
                ) : undefined
              }
            />
            <TextField
              name={`${figure}Evidence`}
              label={EVIDENCE_LABEL[figure]}
              defaultValue={evidence[figure] || (kept ? `单独核算账簿：${names}` : '')}
              required={figure !== 'assessmentDeduction'}
            />
          </Fragment>
        )
      })}
    </div>
  )
}
