import {
  contractPartyLabel,
  liablePartyLabel,
  terminationCauseLabel,
  terminationStateLabel,
  terminationStateTone,
} from '#app/components/contract-change-text.ts'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { Badge, Section } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime, Money } from '#app/components/values.tsx'
import { type TerminationState } from '#app/domain/contract/early-termination.ts'
import { type ContractTermination } from '#db/queries/contract-terminations.server.ts'

/** One early termination: who declared it and why, who answers for what, and the other's answer. */
export function TerminationFacts({
  termination,
}: {
  termination: ContractTermination & { state: TerminationState }
}) {
  const { state, cause, effectiveOn, declaredParty, answer, answeredAt } = termination
  return (
    <Section title={`提前终止：${terminationCauseLabel[cause]}`}>
      <DefinitionList
        items={[
          {
            label: '状态',
            value: <Badge tone={terminationStateTone[state]}>{terminationStateLabel[state]}</Badge>,
          },
          { label: '最后承保日', value: <ChinaDate date={effectiveOn} /> },
          { label: '责任方', value: liablePartyLabel[termination.liableParty] },
          { label: '违约金额', value: <Money fen={termination.liabilityAmount} /> },
          { label: '责任承担', value: termination.liability || '—' },
          { label: '事由', value: termination.reason },
          { label: '依据文件', value: termination.document },
          {
            label: `${contractPartyLabel[declaredParty]}提出`,
            value: (
              <>
                {termination.declarerName} <ChinaDateTime instant={termination.declaredAt} />
              </>
            ),
          },
          {
            label: '对方答复',
            value: answeredAt ? (
              <>
                {answer === 'agreed' ? '同意' : '不同意'} {termination.answererName}{' '}
                <ChinaDateTime instant={answeredAt} /> {termination.answerReason}
              </>
            ) : (
              '未答复'
            ),
          },
        ]}
      />
    </Section>
  )
}
