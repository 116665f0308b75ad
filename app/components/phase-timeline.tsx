import { type PlainDate } from '#app/domain/calendar.ts'
import { type TimelineStep } from '#app/domain/tender/tender-phase.ts'
import { timelineLabel } from './labels.ts'
import { ChinaDate, ChinaDateTime } from './values.tsx'

const STATE_TEXT: Record<TimelineStep['state'], string> = {
  done: '已完成',
  current: '进行中',
  ahead: '未开始',
  failed: '流标或终止',
}

/** The stations of a tender; the marks are drawn, the states are also said. */
export function PhaseTimeline({ steps }: { steps: readonly TimelineStep[] }) {
  return (
    <ol className="timeline" aria-label="项目进度">
      {steps.map(({ key, at, state }) => (
        <li key={key} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
          <svg className="timeline-mark" viewBox="0 0 20 20" aria-hidden="true">
            <circle cx="10" cy="10" r="8" />
            {state === 'done' ? <path d="M6 10.5l3 3 5.5-6.5" /> : null}
            {state === 'failed' ? <path d="M7 7l6 6M13 7l-6 6" /> : null}
          </svg>
          <span className="timeline-label">{timelineLabel[key]}</span>
          <span className="timeline-date">{at ? <StepTime at={at} /> : STATE_TEXT[state]}</span>
          <span className="visually-hidden">（{STATE_TEXT[state]}）</span>
        </li>
      ))}
    </ol>
  )
}

function StepTime({ at }: { at: Date | PlainDate }) {
  return typeof at === 'string' ? <ChinaDate date={at} /> : <ChinaDateTime instant={at} />
}
