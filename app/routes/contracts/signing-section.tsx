import { Link } from '@remix-run/react'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { DocumentLinks } from '#app/components/document-links.tsx'
import { dateText } from '#app/components/format.ts'
import { Alert, Badge, Section } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Contract } from '#db/queries/contracts.server.ts'

/** Who has signed, and by when it had to be. */
export function SigningSection({
  contract,
  signing,
}: {
  contract: Contract
  signing: { lastDay: PlainDate; source: string; late: boolean }
}) {
  return (
    <Section title="签订情况">
      <Confirmations contract={contract} />
      <DocumentLinks label="合同文本" path={`/contracts/${contract.id}/documents/contract`} />
      {signing.late ? (
        <Alert tone="warning" title={`签订晚于法定期限（${dateText(signing.lastDay)}）`}>
          依据：{signing.source}
        </Alert>
      ) : (
        <p className="muted">
          签订期限：{dateText(signing.lastDay)}。依据：{signing.source}
        </p>
      )}
    </Section>
  )
}

function Confirmations({ contract }: { contract: Contract }) {
  const of = (party: 'policyholder' | 'insurer') => {
    const confirmation = contract.confirmations.find((entry) => entry.party === party)
    if (!confirmation) return <Badge tone="warning">待确认</Badge>
    return (
      <>
        <Badge tone="success">已确认</Badge> {confirmation.name}{' '}
        <ChinaDateTime instant={confirmation.confirmedAt} />
      </>
    )
  }
  return (
    <DefinitionList
      items={[
        { label: `投保人 ${contract.policyholderName}`, value: of('policyholder') },
        { label: `承办保险公司 ${contract.insurerName}`, value: of('insurer') },
        {
          label: contract.awardId ? '定标时间' : '以其他方式确定',
          value: contract.awardId ? (
            <ChinaDateTime instant={contract.awardedAt} />
          ) : (
            <Link to={`/other-procedures/${contract.lotId}`}>查看决定</Link>
          ),
        },
      ]}
    />
  )
}
