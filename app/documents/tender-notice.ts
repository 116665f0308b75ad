import { dateText } from '#app/components/format.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { itemsOf } from '#app/domain/evaluation/review-checklist.ts'
import { requiredParameterOn } from '#app/domain/regulation/parameters.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import {
  type Block,
  type PortalDocument,
  closing,
  definitions,
  numberedSections,
  paragraphs,
} from './document.ts'
import { type PaperOpeningKey, sealingBlocks } from './sealing-blocks.ts'
import { lotTable } from './term-blocks.ts'
import {
  POLICY_BASIS,
  REGIME_WORDS,
  amountInFull,
  dayOf,
  minuteText,
  peopleText,
  spanText,
} from './wording.ts'

export type TenderNoticeSource = {
  terms: TenderTerms
  procuringEntityName: string
  publishedAt: Date // of this version
  version: number
  openingKeys: readonly PaperOpeningKey[] // of this version
  retenderOf: string | null // title of the tender that failed before
}

/** 招标公告 (公开招标公告). Form: 政府采购公告和公示信息格式规范（2020年版）. */
export function buildTenderNotice(source: TenderNoticeSource): PortalDocument {
  const { terms, procuringEntityName, publishedAt, version } = source
  const words = REGIME_WORDS[terms.regime]
  return {
    fileName: `${terms.title}${words.notice}`,
    title: words.notice,
    subtitle: terms.title,
    number: `项目编号：${terms.projectNumber}${version > 1 ? `（第${version}版）` : ''}`,
    dated: publishedAt,
    cover: [],
    blocks: [
      ...paragraphs(
        `根据${words.laws}和${POLICY_BASIS}，${procuringEntityName}就“${terms.title}”公开招标，择优选定商业保险机构承办${terms.region}城乡居民大病保险，欢迎符合条件的投标人参加投标。${source.retenderOf ? `本项目系“${source.retenderOf}”招标失败后的重新招标。` : ''}`,
      ),
      ...numberedSections([
        { title: '项目基本情况', blocks: projectBlocks(source) },
        { title: '投标人资格要求', blocks: qualificationBlocks(terms) },
        { title: '招标文件的获取', blocks: documentsBlocks(terms) },
        { title: '投标文件的递交与开标', blocks: deadlineBlocks(terms) },
        { title: '密封与开标密钥', blocks: sealingBlocks(terms, source.openingKeys) },
        { title: '公告期限与媒介', blocks: mediumBlocks(source) },
        { title: `询问、${words.objection}与联系方式`, blocks: contactBlocks(source) },
      ]),
      ...closing(procuringEntityName, dayOf(publishedAt)),
    ],
  }
}

function projectBlocks({ terms, procuringEntityName }: TenderNoticeSource): Block[] {
  const headcount = terms.lots.reduce((sum, lot) => sum + lot.headcount, 0n)
  return [
    definitions([
      { label: '项目名称', value: terms.title },
      { label: '项目编号', value: terms.projectNumber },
      { label: REGIME_WORDS[terms.regime].buyer, value: procuringEntityName },
      { label: '采购方式', value: '公开招标' },
      { label: '统筹地区', value: terms.region },
      { label: '采购预算（全期）', value: amountInFull(terms.budget) },
      { label: '参保人数', value: peopleText(headcount) },
      {
        label: '合同履行期限',
        value: `自 ${dateText(terms.coverageStartsOn)} 起 ${terms.termMonths} 个月${terms.shortTermReason ? `（不足三年的理由：${terms.shortTermReason}）` : ''}`,
      },
      { label: '评标方法', value: '综合评分法' },
    ]),
    lotTable(terms),
  ]
}

/** What an insurer must be, from the published checklist. */
export function qualificationBlocks(terms: TenderTerms): Block[] {
  const general =
    terms.regime === 'government-procurement'
      ? '投标人应当符合《中华人民共和国政府采购法》第二十二条规定的条件，并满足下列资格要求：'
      : '投标人应当符合《中华人民共和国招标投标法》第二十六条规定的条件，并满足下列资格要求：'
  const items = itemsOf(terms.reviewItems, 'qualification')
  if (items.length === 0)
    return paragraphs(general.replace('，并满足下列资格要求：', '，具体资格要求见招标文件。'))
  return [
    ...paragraphs(general),
    ...items.flatMap(({ text, essential }, index) =>
      paragraphs(`${index + 1}．${essential ? '★' : ''}${text}`),
    ),
  ]
}

export function documentsBlocks({ regime, timetable }: TenderTerms): Block[] {
  const rule = requiredParameterOn(regime, 'documentsAvailable', timetable.documentsFrom)
  return [
    ...paragraphs(
      `1．获取期间：${spanText(timetable.documentsFrom, timetable.documentsUntil)}（依据：${rule.source}）。`,
    ),
    ...paragraphs('2．获取方式：投标人登录共济平台，在本项目公告页面免费下载，不需报名。'),
    ...paragraphs('3．平台不登记、不统计下载招标文件的单位。'),
  ]
}

export function deadlineBlocks({ regime, timetable, bidSecurity }: TenderTerms): Block[] {
  const rule = requiredParameterOn(regime, 'issueToDeadline', timetable.documentsFrom)
  return [
    ...paragraphs(
      `1．投标截止时间（开标时间）：${minuteText(timetable.bidDeadline)}。依据：${rule.source}。`,
    ),
    ...paragraphs(
      '2．递交方式：投标文件加密密封后在共济平台递交；截止时间以平台数据库时间为准，逾期送达的不予受理。',
    ),
    ...paragraphs(
      '3．开标方式：截止后由开标人员各自解密所持份额，在平台公开、同时开启各投标文件，开标记录随即公布；开标前任何人不能获知投标人的名称、数量和投标内容。',
    ),
    ...paragraphs(
      `4．投标保证金：${amountInFull(bidSecurity)}${regime === 'government-procurement' ? '，以支票、汇票、本票或者金融机构、担保机构出具的保函等非现金形式提交（政府采购法实施条例 第三十三条）' : ''}。`,
    ),
  ]
}

function mediumBlocks({ terms, publishedAt }: TenderNoticeSource): Block[] {
  const { documentsFrom, documentsUntil } = terms.timetable
  return paragraphs(
    `本公告于 ${dayOf(publishedAt)} 在共济平台发布，公告期限不少于招标文件获取期间（${spanText(documentsFrom, documentsUntil)}）。`,
  )
}

function contactBlocks({ terms, procuringEntityName, publishedAt }: TenderNoticeSource): Block[] {
  const words = REGIME_WORDS[terms.regime]
  const rule = requiredParameterOn(terms.regime, 'documentsObjection', dateInChina(publishedAt))
  return [
    ...paragraphs(
      `对招标文件有疑问的，可在平台提出澄清要求，答复向所有投标人公布，不公开提问单位。`,
    ),
    ...paragraphs(`对招标文件提出${words.objection}的期限：${rule.source}。`),
    definitions([
      { label: words.buyer, value: procuringEntityName },
      { label: '联系人与电话', value: terms.contact || '见平台' },
    ]),
  ]
}
