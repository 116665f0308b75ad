import { type TenderPhase } from './tender.ts'

/** What moves a tender from one phase to another: a command, or the clock. */
export type TransitionAct =
  | 'publish-tender'
  | 'amend-tender'
  | 'deadline' // the clock, not a command
  | 'open-bids'
  | 'record-review'
  | 'publish-candidates'
  | 'award-lot'
  | 'confirm-contract'
  | 'cancel-tender'
  | 'cancel-award'
  | 'end-lot'
  | 'answer-objection'
  | 'decide-complaint'
  | 'record-other-procedure'
  | 'start-retender'

export type Transition = {
  from: TenderPhase
  act: TransitionAct
  to: TenderPhase
  when: string // what decides between several outcomes of one act; empty when there is one
  rule: string
}

const FEWER = '招标投标法 第二十八条；政府采购法 第三十六条'
const CANCEL = '招标投标法实施条例 第三十一条；财政部令第87号 第二十九条'
const REMEDY = '招标投标法实施条例 第八十一条；财政部令第94号 第十六条'
const DECISION = '招标投标法实施条例 第八十一条；财政部令第94号 第三十一条、第三十二条'
const NEXT = '招标投标法实施条例 第五十五条；政府采购法实施条例 第四十九条、第七十一条'
const RE_TENDER = 'remedy: re-tender'
const RE_EVALUATE = 'remedy: re-evaluate'
const CANCEL_AWARD = 'remedy: cancel-award'

/**
 * Every lawful change of a tender's phase, as it is for one lot. With several lots a
 * tender stands where its least advanced living lot stands (`tenderPhase`). A test
 * drives the commands through each, and the table in the README is this one.
 */
export const TRANSITIONS = {
  publish: step(
    'draft',
    'publish-tender',
    'open-for-bids',
    '',
    '招标投标法 第十六条；财政部令第87号 第十三条',
  ),

  amend: step(
    'open-for-bids',
    'amend-tender',
    'open-for-bids',
    'may put the deadline off',
    '招标投标法实施条例 第二十一条；政府采购法实施条例 第三十一条',
  ),
  deadline: step(
    'open-for-bids',
    'deadline',
    'awaiting-opening',
    '',
    '招标投标法 第二十八条；财政部令第87号 第三十三条',
  ),
  'cancel-while-bidding': step('open-for-bids', 'cancel-tender', 'cancelled', '', CANCEL),
  'objection-while-bidding': step(
    'open-for-bids',
    'answer-objection',
    'failed',
    RE_TENDER,
    '招标投标法实施条例 第二十三条；财政部令第94号 第十六条',
  ),
  'complaint-while-bidding': step(
    'open-for-bids',
    'decide-complaint',
    'failed',
    RE_TENDER,
    DECISION,
  ),

  open: step(
    'awaiting-opening',
    'open-bids',
    'evaluation',
    'three bids or more',
    '招标投标法 第三十四条；财政部令第87号 第三十九条',
  ),
  'open-too-few': step('awaiting-opening', 'open-bids', 'failed', 'fewer than three bids', FEWER),
  'cancel-before-opening': step('awaiting-opening', 'cancel-tender', 'cancelled', '', CANCEL),
  'objection-before-opening': step(
    'awaiting-opening',
    'answer-objection',
    'failed',
    RE_TENDER,
    '招标投标法实施条例 第二十三条；财政部令第94号 第十六条',
  ),
  'complaint-before-opening': step(
    'awaiting-opening',
    'decide-complaint',
    'failed',
    RE_TENDER,
    DECISION,
  ),

  'review-too-few': step(
    'evaluation',
    'record-review',
    'failed',
    'fewer than three valid bids',
    FEWER,
  ),
  candidates: step(
    'evaluation',
    'publish-candidates',
    'candidates',
    'bidding law',
    '招标投标法实施条例 第五十四条',
  ),
  'award-at-once': step(
    'evaluation',
    'award-lot',
    'awarded',
    'government procurement',
    '财政部令第87号 第六十八条',
  ),
  'cancel-in-evaluation': step('evaluation', 'cancel-tender', 'cancelled', '', CANCEL),
  'objection-in-evaluation': step('evaluation', 'answer-objection', 'failed', RE_TENDER, REMEDY),
  'complaint-in-evaluation': step('evaluation', 'decide-complaint', 'failed', RE_TENDER, DECISION),
  'end-after-award-at-once': step(
    'evaluation',
    'end-lot',
    'failed',
    'after a cancelled award',
    NEXT,
  ),

  award: step(
    'candidates',
    'award-lot',
    'awarded',
    'after the notice period',
    '招标投标法实施条例 第五十五条',
  ),
  'cancel-at-candidates': step('candidates', 'cancel-tender', 'cancelled', '', CANCEL),
  'objection-re-evaluates-candidates': step(
    'candidates',
    'answer-objection',
    'evaluation',
    RE_EVALUATE,
    REMEDY,
  ),
  'objection-re-tenders-candidates': step(
    'candidates',
    'answer-objection',
    'failed',
    RE_TENDER,
    REMEDY,
  ),
  'complaint-re-evaluates-candidates': step(
    'candidates',
    'decide-complaint',
    'evaluation',
    RE_EVALUATE,
    DECISION,
  ),
  'complaint-re-tenders-candidates': step(
    'candidates',
    'decide-complaint',
    'failed',
    RE_TENDER,
    DECISION,
  ),
  'end-after-award': step('candidates', 'end-lot', 'failed', 'after a cancelled award', NEXT),

  sign: step(
    'awarded',
    'confirm-contract',
    'contracted',
    'both parties',
    '招标投标法 第四十六条；政府采购法 第四十六条',
  ),
  'next-candidate': step(
    'awarded',
    'cancel-award',
    'candidates',
    'bidding law, next candidate',
    NEXT,
  ),
  'next-candidate-at-once': step(
    'awarded',
    'cancel-award',
    'evaluation',
    'government procurement, next candidate',
    NEXT,
  ),
  're-tender-award': step('awarded', 'cancel-award', 'failed', 're-tender', NEXT),
  'objection-re-evaluates-award': step(
    'awarded',
    'answer-objection',
    'evaluation',
    RE_EVALUATE,
    REMEDY,
  ),
  'objection-cancels-award': step(
    'awarded',
    'answer-objection',
    'evaluation',
    CANCEL_AWARD,
    REMEDY,
  ),
  'objection-re-tenders-award': step('awarded', 'answer-objection', 'failed', RE_TENDER, REMEDY),
  'complaint-re-evaluates-award': step(
    'awarded',
    'decide-complaint',
    'evaluation',
    RE_EVALUATE,
    DECISION,
  ),
  'complaint-cancels-award': step(
    'awarded',
    'decide-complaint',
    'candidates',
    `bidding law, ${CANCEL_AWARD}`,
    DECISION,
  ),
  'complaint-cancels-award-at-once': step(
    'awarded',
    'decide-complaint',
    'evaluation',
    `government procurement, ${CANCEL_AWARD}`,
    DECISION,
  ),
  'complaint-re-tenders-award': step('awarded', 'decide-complaint', 'failed', RE_TENDER, DECISION),

  'other-procedure': step(
    'failed',
    'record-other-procedure',
    'awarded',
    'after two failed tenders',
    '国办发〔2015〕57号 五(一)',
  ),
  retender: step('failed', 'start-retender', 'failed', 'opens a linked draft', FEWER),
  'retender-cancelled': step(
    'cancelled',
    'start-retender',
    'cancelled',
    'opens a linked draft',
    CANCEL,
  ),
} as const satisfies Record<string, Transition>

export type TransitionKey = keyof typeof TRANSITIONS

function step(
  from: TenderPhase,
  act: TransitionAct,
  to: TenderPhase,
  when: string,
  rule: string,
): Transition {
  return { from, act, to, when, rule }
}
