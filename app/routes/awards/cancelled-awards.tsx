import { Alert } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { type CancelledAward } from './award-state.ts'

/** Awards that are in force no more (撤销中标), with reason and rule. */
export function CancelledAwards({ awards }: { awards: readonly CancelledAward[] }) {
  return awards.map(({ awardId, name, awardedAt, cancelledAt, reason, rule }) => (
    <Alert key={awardId} tone="warning" title={`中标已撤销：${name}`}>
      <p>
        定标时间 <ChinaDateTime instant={awardedAt} />
        ，撤销时间 <ChinaDateTime instant={cancelledAt} />。
      </p>
      <p>理由：{reason}</p>
      <p className="muted">{rule}</p>
    </Alert>
  ))
}
