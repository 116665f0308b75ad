import { Link } from '@remix-run/react'
import {
  handoverItemLabel,
  handoverStateLabel,
  terminationCauseLabel,
} from '#app/components/contract-change-text.ts'
import { dateText } from '#app/components/format.ts'
import { Alert, Section } from '#app/components/page.tsx'
import { AmendmentTable } from './amendment-table.tsx'
import { type ContractChanges } from './contract-changes.server.ts'
import { RenewalAlert } from './renewal-alert.tsx'

/** What to know first: an early end, overdue handovers, the next purchase. */
export function ContractAlerts({
  contractId,
  changes,
}: {
  contractId: string
  changes: ContractChanges
}) {
  const { termination, handover, renewal, successor, coverEnd } = changes
  const overdue = handover.filter((item) => item.overdue)
  return (
    <>
      {termination && (termination.state === 'in-force' || termination.state === 'to-answer') ? (
        <Alert
          tone={termination.state === 'in-force' ? 'danger' : 'warning'}
          title={`${termination.state === 'in-force' ? '合同提前终止' : '提前终止待答复'}：最后承保日 ${dateText(termination.effectiveOn)}`}
        >
          {terminationCauseLabel[termination.cause]}；
          <Link to={`/contracts/${contractId}/termination`}>查看</Link>
        </Alert>
      ) : null}
      {overdue.length > 0 ? (
        <Alert tone="danger" title="移交逾期">
          {overdue
            .map(({ item, dueOn }) => `${handoverItemLabel[item]}（${dateText(dueOn)}）`)
            .join('、')}
          ；<Link to={`/contracts/${contractId}/handover`}>查看移交</Link>
        </Alert>
      ) : null}
      <RenewalAlert renewal={renewal} coverEnd={coverEnd} successor={successor} />
    </>
  )
}

export function ContractChangesSection({
  contractId,
  changes,
}: {
  contractId: string
  changes: ContractChanges
}) {
  const { amendments, termination, handover } = changes
  return (
    <Section title="变更、终止与移交" id="changes">
      <AmendmentTable
        amendments={amendments}
        linkTo={(number) => `/contracts/${contractId}/amendments/${number}`}
      />
      <ul>
        <li>
          <Link to={`/contracts/${contractId}/amendments`}>补充协议</Link>
        </li>
        <li>
          <Link to={`/contracts/${contractId}/termination`}>提前终止</Link>
          {termination ? '' : '：没有'}
        </li>
        <li>
          <Link to={`/contracts/${contractId}/handover`}>移交</Link>：
          {handover
            .map(({ item, state }) => `${handoverItemLabel[item]}${handoverStateLabel[state]}`)
            .join('，')}
        </li>
      </ul>
    </Section>
  )
}
