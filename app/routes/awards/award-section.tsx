import { Link } from '@remix-run/react'
import { CountedDay } from '#app/components/counted-day.tsx'
import { Alert, Section } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { PostButton } from '#app/forms/post-button.tsx'
import { AwardForm } from './award-form.tsx'
import { type AwardState } from './award-state.ts'
import { CancelledAwards } from './cancelled-awards.tsx'

/** From the report to the award: the candidates' notice, the choice, the contract. */
export function AwardSection({
  lotId,
  state,
  isOfficer,
  nameOf,
  newContractId,
}: {
  lotId: string
  state: AwardState
  isOfficer: boolean
  nameOf: (bidId: string) => string
  newContractId: string
}) {
  const { candidatesPublishedAt, notice, award, candidates, contractId } = state
  return (
    <Section
      title="定标"
      actions={
        candidatesPublishedAt || award ? <Link to={`/results/${lotId}`}>公开页面</Link> : null
      }
    >
      <CancelledAwards awards={state.cancelled} />
      {notice ? (
        <p>
          中标候选人公示至 <CountedDay due={notice} />
        </p>
      ) : null}
      {isOfficer && state.needsCandidates && !candidatesPublishedAt && !award ? (
        <PostButton action={`/lots/${lotId}/candidates`} label="公示中标候选人" />
      ) : null}
      {isOfficer && !award && state.mayAward && candidates.length > 0 ? (
        <AwardForm lotId={lotId} candidates={candidates} />
      ) : null}
      {!award && candidates.length === 0 ? (
        <Alert tone="warning" title="没有可以确定为中标人的候选人，须重新招标或者重新评审。" />
      ) : null}
      {award ? (
        <Alert tone="success" title={`中标人：${nameOf(award.submissionId)}`}>
          定标时间 <ChinaDateTime instant={award.awardedAt} />
          {award.reason ? `；理由：${award.reason}` : ''}
        </Alert>
      ) : null}
      {award && isOfficer && !contractId ? (
        <PostButton
          action={`/lots/${lotId}/contract`}
          values={{ contractId: newContractId }}
          label="生成合同"
        />
      ) : null}
      {contractId ? <Link to={`/contracts/${contractId}`}>查看合同</Link> : null}
      {isOfficer && (award || state.cancelled.length > 0) ? (
        <p>
          <Link to={`/lots/${lotId}/cancel-award`}>
            {award ? '撤销中标' : '结束采购包并重新招标'}
          </Link>
        </p>
      ) : null}
    </Section>
  )
}
