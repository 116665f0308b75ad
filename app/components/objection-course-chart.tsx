import { type CourseStep } from '#app/domain/objection/objection-course.ts'
import { CountedDay } from './counted-day.tsx'
import { courseStateLabel, courseStepLabel } from './objection-labels.ts'
import { ChinaDate } from './values.tsx'

/** The clock of an objection as four stations: what was done when, what is due when and by which rule. */
export function ObjectionCourseChart({ steps }: { steps: readonly CourseStep[] }) {
  return (
    <ol className="course" aria-label="办理进度">
      {steps.map(({ key, doneOn, due, state }) => (
        <li key={key} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
          <svg className="timeline-mark" viewBox="0 0 20 20" aria-hidden="true">
            <circle cx="10" cy="10" r="8" />
            {state === 'done' ? <path d="M6 10.5l3 3 5.5-6.5" /> : null}
            {state === 'overdue' ? <path d="M10 5.5v5.5M10 13.8v.6" /> : null}
            {state === 'lapsed' ? <path d="M6.5 10h7" /> : null}
          </svg>
          <div>
            <p className="course-label">
              {courseStepLabel[key]}
              <span className="course-state">{courseStateLabel[state]}</span>
            </p>
            {doneOn ? (
              <p>
                办理：
                <ChinaDate date={doneOn} />
                {due && doneOn > due.lastDay ? '（晚于期限）' : ''}
              </p>
            ) : null}
            {due ? (
              <p>
                期限：
                <CountedDay due={due} />
              </p>
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  )
}
