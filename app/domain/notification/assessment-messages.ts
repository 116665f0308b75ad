import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen, formatYuan } from '#app/domain/money.ts'
import { type Announcement, type Recipients } from './announcement.ts'
import { dayText } from './message-text.ts'

/** What messages say of a measured indicator. */
export type AssessmentFacts = {
  assessmentId: string
  contractYearId: string
  contractNumber: string
  yearNumber: number
  indicatorName: string
}

/** 考核结果待答复, to the insurer's finance. */
export function assessmentRecorded({
  insurerId,
  replyUntil,
  ...facts
}: AssessmentFacts & { insurerId: string; replyUntil: PlainDate }): Announcement {
  return {
    eventKey: `assessment.recorded ${facts.assessmentId}`,
    recipients: financeOf(insurerId),
    message: {
      title: `考核结果待答复：${facts.indicatorName}`,
      body: `${placeText(facts)}的考核指标“${facts.indicatorName}”未达到约定，答复期限至${dayText(replyUntil)}；期满未答复的，投保人可以直接确定扣款。`,
      link: linkOf(facts),
    },
  }
}

/** 考核结果已答复, to the fund officers. */
export function assessmentReplied({
  policyholderId,
  stance,
  ...facts
}: AssessmentFacts & { policyholderId: string; stance: 'accepts' | 'objects' }): Announcement {
  return {
    eventKey: `assessment.replied ${facts.assessmentId}`,
    recipients: {
      kind: 'organisation',
      organisationId: policyholderId,
      roles: ['fund-officer'],
    },
    message: {
      title: `考核结果已答复：${facts.indicatorName}`,
      body: `承办保险公司对${placeText(facts)}的考核指标“${facts.indicatorName}”${stance === 'accepts' ? '表示认可' : '提出异议'}，可以确定扣款。`,
      link: linkOf(facts),
    },
  }
}

/** 考核扣款已确定, to the insurer's finance. */
export function assessmentDecided({
  insurerId,
  deduction,
  ...facts
}: AssessmentFacts & { insurerId: string; deduction: Fen }): Announcement {
  return {
    eventKey: `assessment.decided ${facts.assessmentId}`,
    recipients: financeOf(insurerId),
    message: {
      title: `考核扣款已确定：${facts.indicatorName}`,
      body: `${placeText(facts)}的考核指标“${facts.indicatorName}”扣款${formatYuan(deduction)}元，计入当年结算。`,
      link: linkOf(facts),
    },
  }
}

function financeOf(organisationId: string): Recipients {
  return { kind: 'organisation', organisationId, roles: ['insurer-finance'] }
}

function placeText({ contractNumber, yearNumber }: AssessmentFacts): string {
  return `合同${contractNumber}第${yearNumber}年度`
}

function linkOf({ contractYearId }: AssessmentFacts): string {
  return `/contract-years/${contractYearId}/assessment`
}
