import { LinkButton } from '#app/components/button.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { accountName } from '#app/components/ledger-labels.ts'
import { Section } from '#app/components/page.tsx'
import { Money } from '#app/components/values.tsx'
import { type AccountsView } from './load-accounts.server.ts'

/** The separate accounts on the year's page, in five figures. */
export function AccountsSection({ view, yearId }: { view: AccountsView; yearId: string }) {
  if (!view) return null
  return (
    <Section
      title="单独核算"
      actions={
        <LinkButton to={`/contract-years/${yearId}/accounts`} tone="plain">
          账簿与报表
        </LinkButton>
      }
    >
      <DefinitionList
        items={[
          { label: accountName('income-account'), value: <Money fen={view.incomeAccount} /> },
          { label: accountName('payout-account'), value: <Money fen={view.payoutAccount} /> },
          { label: '本年度赔付支出', value: <Money fen={view.claimsPaid} /> },
          { label: '本年度经营成本', value: <Money fen={view.operatingCost} /> },
          { label: '期末未决赔款准备金', value: <Money fen={view.outstandingClosing} /> },
        ]}
      />
    </Section>
  )
}
