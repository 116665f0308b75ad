import { type OpeningStage } from '#app/domain/opening/opening-stage.ts'

const STEPS = ['待开标', '开标开始', '份额释放', '同时开启'] as const

/** How many steps are over, and whether the next one is under way. */
const PROGRESS: Record<OpeningStage, { done: number; current: boolean }> = {
  'before-deadline': { done: 0, current: false },
  'not-started': { done: 0, current: true },
  gathering: { done: 2, current: true },
  ready: { done: 3, current: true },
  opened: { done: 4, current: false },
  ended: { done: 0, current: false },
}

const STATE_TEXT = { done: '已完成', current: '进行中', ahead: '未开始' } as const

/** The steps of an opening (开标进度); the marks are drawn, the states are also said. */
export function OpeningSteps({ stage }: { stage: OpeningStage }) {
  const { done, current } = PROGRESS[stage]
  return (
    <ol className="timeline opening-steps" aria-label="开标进度">
      {STEPS.map((label, index) => {
        const state = index < done ? 'done' : index === done && current ? 'current' : 'ahead'
        return (
          <li
            key={label}
            data-state={state}
            aria-current={state === 'current' ? 'step' : undefined}
          >
            <svg className="timeline-mark" viewBox="0 0 20 20" aria-hidden="true">
              <circle cx="10" cy="10" r="8" />
              {state === 'done' ? <path d="M6 10.5l3 3 5.5-6.5" /> : null}
            </svg>
            <span className="timeline-label">{label}</span>
            <span className="timeline-date">{STATE_TEXT[state]}</span>
          </li>
        )
      })}
    </ol>
  )
}
