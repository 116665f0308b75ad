import {
  amendmentKindLabel,
  amendmentStateLabel,
  amendmentStateTone,
  contractPartyLabel,
} from '#app/components/contract-change-text.ts'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { Badge, Section } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime } from '#app/components/values.tsx'
import { type AmendmentState } from '#app/domain/contract/contract-amendment.ts'
import { type ContractAmendment } from '#db/queries/contract-amendments.server.ts'

/** Who drafted and signed an amendment, from when it holds and why. */
export function AmendmentFacts({
  amendment,
  state,
}: {
  amendment: Omit<ContractAmendment, 'terms'>
  state: AmendmentState
}) {
  const { kind, effectiveOn, reason, document, drafterName, draftedAt, withdrawal } = amendment
  const signature = (party: 'policyholder' | 'insurer') => {
    const confirmation = amendment.confirmations.find((one) => one.party === party)
    if (!confirmation) return '未签署'
    return (
      <>
        {confirmation.name} <ChinaDateTime instant={confirmation.confirmedAt} />
      </>
    )
  }
  return (
    <Section title="补充协议情况">
      <DefinitionList
        items={[
          {
            label: '状态',
            value: <Badge tone={amendmentStateTone[state]}>{amendmentStateLabel[state]}</Badge>,
          },
          { label: '变更条款', value: amendmentKindLabel[kind] },
          { label: '生效日期', value: <ChinaDate date={effectiveOn} /> },
          { label: '变更原因', value: reason },
          { label: '依据文件', value: document },
          {
            label: '拟定',
            value: (
              <>
                {drafterName} <ChinaDateTime instant={draftedAt} />
              </>
            ),
          },
          { label: contractPartyLabel.policyholder, value: signature('policyholder') },
          { label: contractPartyLabel.insurer, value: signature('insurer') },
          ...(withdrawal
            ? [
                {
                  label: '撤回',
                  value: (
                    <>
                      {withdrawal.name} <ChinaDateTime instant={withdrawal.withdrawnAt} />：
                      {withdrawal.reason}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
