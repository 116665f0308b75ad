import { type Suspension } from '#app/domain/objection/suspension.ts'
import { suspendedActLabel, suspensionCauseLabel } from './objection-labels.ts'
import { Alert } from './page.tsx'
import { ChinaDate } from './values.tsx'

/** What stands still and why (暂停), on every page where it would be acted; nothing when nothing waits. */
export function SuspensionBanner({
  suspensions,
  lots,
}: {
  suspensions: readonly Suspension[]
  lots: readonly { id: string; name: string }[]
}) {
  if (suspensions.length === 0) return null
  return (
    <Alert tone="warning" title="部分活动已暂停">
      <ul>
        {suspensions.map(({ lotId, cause, acts, rule, until, document }, index) => (
          // Two objections to one lot hold up the same acts; only their place tells them apart.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            {lotId === null ? '整个项目' : (lots.find(({ id }) => id === lotId)?.name ?? '')}：
            {acts.map((act) => suspendedActLabel[act]).join('、')}暂停，因
            {suspensionCauseLabel[cause]}
            {document ? `（${document}）` : ''}，{cause === 'order' ? '至' : '应于'}
            <ChinaDate date={until} />
            {cause === 'order' ? '（含当日）' : '前办结'}。依据：{rule}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
