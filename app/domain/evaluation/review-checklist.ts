import { type Regime } from '#app/domain/regulation/regime.ts'
import { type ReviewStage } from './review-progress.ts'

/** One line of a published review checklist. `essential` marks ★, a clause of substance. */
export type ReviewItem = {
  id: string
  stage: ReviewStage
  text: string
  essential: boolean
}

/** What a reviewer found on one line. */
export type ReviewFinding = { itemId: string; met: boolean; note: string }

export type ReviewVerdict = {
  passed: boolean
  failed: readonly ReviewItem[] // the lines that reject the bid
  deviations: readonly ReviewItem[] // lines not met that do not reject it
}

export type FindingProblem = {
  itemId: string
  problem: 'missing' | 'reason-missing'
}

/** Every line of the stage needs a finding, and a line not met needs its reason. */
export function checkFindings(
  items: readonly ReviewItem[],
  stage: ReviewStage,
  findings: readonly ReviewFinding[],
): FindingProblem[] {
  return itemsOf(items, stage).flatMap(({ id }): FindingProblem[] => {
    const finding = findings.find(({ itemId }) => itemId === id)
    if (!finding) return [{ itemId: id, problem: 'missing' }]
    return !finding.met && finding.note.trim() === ''
      ? [{ itemId: id, problem: 'reason-missing' }]
      : []
  })
}

/**
 * The verdict that follows from the findings: a qualification line or a ★ clause
 * not met rejects the bid, another compliance line is a minor deviation (细微偏差).
 * Basis: 财政部令第87号 第六十三条; 招标投标法实施条例 第五十一条.
 */
export function verdictOf(
  items: readonly ReviewItem[],
  stage: ReviewStage,
  findings: readonly ReviewFinding[],
): ReviewVerdict {
  const unmet = itemsOf(items, stage).filter(({ id }) =>
    findings.some(({ itemId, met }) => itemId === id && !met),
  )
  const rejects = ({ essential }: ReviewItem) => stage === 'qualification' || essential
  const failed = unmet.filter(rejects)
  return {
    passed: failed.length === 0,
    failed,
    deviations: unmet.filter((item) => !rejects(item)),
  }
}

export function itemsOf(items: readonly ReviewItem[], stage: ReviewStage): ReviewItem[] {
  return items.filter((item) => item.stage === stage)
}

/** What the verdict rests on, in the reviewers' words: the lines not met with their notes. */
export function reasonOf(verdict: ReviewVerdict, findings: readonly ReviewFinding[]): string {
  return [...verdict.failed, ...verdict.deviations]
    .map(({ id, text, essential }) => {
      const note = findings.find(({ itemId }) => itemId === id)?.note.trim() ?? ''
      return `${essential ? '★' : ''}${text}：${note}`
    })
    .join('；')
}

const REJECTION_RULES: Record<Regime, Record<ReviewStage, string>> = {
  'bidding-law': {
    qualification:
      '招标投标法实施条例 第五十一条：投标人不符合国家或者招标文件规定的资格条件的，评标委员会应当否决其投标',
    compliance:
      '招标投标法实施条例 第五十一条：投标文件没有对招标文件的实质性要求和条件作出响应的，评标委员会应当否决其投标',
  },
  'government-procurement': {
    qualification: '财政部令第87号 第六十三条：不具备招标文件中规定的资格要求的，投标无效',
    compliance:
      '财政部令第87号 第六十三条：投标文件含有采购人不能接受的附加条件，或者属于法律、法规和招标文件规定的其他无效情形的，投标无效',
  },
}

/** The rule by which a bid is out (否决投标、投标无效) that fails a stage. */
export function rejectionRule(regime: Regime, stage: ReviewStage): string {
  return REJECTION_RULES[regime][stage]
}
