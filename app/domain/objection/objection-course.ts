import { type CalendarOverrides, type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import {
  type Due,
  complaintDecisionDue,
  complaintFilingDue,
  objectionAnswerDue,
} from './objection-clock.ts'

export type CourseStep = {
  key: 'filed' | 'answered' | 'complained' | 'decided'
  doneOn: PlainDate | null
  due: Due | null // null: an act without a last day, or one whose clock has not begun
  state: 'done' | 'current' | 'overdue' | 'ahead' | 'lapsed'
}

/**
 * The way of an objection (异议/质疑) through answer, complaint and decision: what was
 * done when, and what is due when. A right to complain that was not used has lapsed.
 */
export function objectionCourse(
  regime: Regime,
  objection: {
    filedAt: Date
    answeredAt: Date | null
    complaint: { filedAt: Date; decidedAt: Date | null } | null
  },
  overrides: CalendarOverrides,
  today: PlainDate,
): CourseStep[] {
  const filedOn = dateInChina(objection.filedAt)
  const answeredOn = objection.answeredAt && dateInChina(objection.answeredAt)
  const complainedOn = objection.complaint && dateInChina(objection.complaint.filedAt)
  const decidedOn = objection.complaint?.decidedAt
    ? dateInChina(objection.complaint.decidedAt)
    : null

  const answer = objectionAnswerDue(regime, filedOn, overrides)
  const complaintOpen = answeredOn !== null || complainedOn !== null || today > answer.lastDay
  const filing = complaintFilingDue(regime, { answeredOn, answerDue: answer.lastDay }, overrides)
  const decision = complainedOn && complaintDecisionDue(regime, complainedOn, overrides)
  return [
    { key: 'filed', doneOn: filedOn, due: null, state: 'done' },
    {
      key: 'answered',
      doneOn: answeredOn,
      due: answer,
      state: duty(answeredOn, answer.lastDay, today),
    },
    {
      key: 'complained',
      doneOn: complainedOn,
      due: complaintOpen ? filing : null,
      state: complainedOn
        ? 'done'
        : !complaintOpen
          ? 'ahead'
          : today > filing.lastDay
            ? 'lapsed'
            : 'current',
    },
    {
      key: 'decided',
      doneOn: decidedOn,
      due: decision,
      state: decision ? duty(decidedOn, decision.lastDay, today) : 'ahead',
    },
  ]
}

function duty(
  doneOn: PlainDate | null,
  lastDay: PlainDate,
  today: PlainDate,
): 'done' | 'current' | 'overdue' {
  if (doneOn) return 'done'
  return today > lastDay ? 'overdue' : 'current'
}
