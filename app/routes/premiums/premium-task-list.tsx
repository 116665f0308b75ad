import { Badge } from '#app/components/page.tsx'
import { ChinaDate, Money } from '#app/components/values.tsx'
import { type PremiumTask } from '#app/domain/premium/premium-tasks.ts'

const PARTY = { fund: '等基金经办', insurer: '等保险公司' } as const

/** What waits for whom, the overdue marked. */
export function PremiumTaskList({ tasks }: { tasks: readonly PremiumTask[] }) {
  if (tasks.length === 0) return null
  return (
    <ul className="premium-tasks" aria-label="待办理">
      {tasks.map((task, index) => (
        // Two tasks may read alike; their order is that of the plan.
        <li key={`${task.kind} ${index}`}>
          <Badge tone={task.kind === 'pay-instalment' && task.isOverdue ? 'danger' : 'warning'}>
            {PARTY[task.party]}
          </Badge>{' '}
          <TaskText task={task} />
        </li>
      ))}
    </ul>
  )
}

function TaskText({ task }: { task: PremiumTask }) {
  if (task.kind === 'state-headcount') return <>登记参保人数</>
  if (task.kind === 'answer-headcount') return <>答复参保人数</>
  if (task.kind === 'pay-instalment')
    return (
      <>
        {task.isOverdue ? '逾期未拨付' : '拨付'} <Money fen={task.outstanding} />
        ，最迟 <ChinaDate date={task.due} />
      </>
    )
  return (
    <>
      确认 <ChinaDate date={task.paidOn} /> 拨付的 <Money fen={task.amount} /> 是否到账
    </>
  )
}
