/** The steps of something that is done in one go in the browser; the marks are drawn, the states are also said. */
export function Stepper({
  label,
  steps,
  current,
}: {
  label: string
  steps: readonly string[]
  current: number // steps.length when all are done
}) {
  return (
    <ol className="stepper" aria-label={label}>
      {steps.map((step, index) => {
        const state = index < current ? 'done' : index === current ? 'current' : 'ahead'
        return (
          <li key={step} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
            <span className="stepper-mark" aria-hidden="true">
              {state === 'done' ? '✓' : index + 1}
            </span>
            <span>
              {step}
              <span className="visually-hidden">（{STATE_TEXT[state]}）</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}

const STATE_TEXT = { done: '已完成', current: '进行中', ahead: '未开始' }
