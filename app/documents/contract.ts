import { countText, dateText, rateText } from '#app/components/format.ts'
import { bidBasisLabel } from '#app/components/labels.ts'
import { bandsText, costText } from '#app/components/sharing-text.ts'
import { type ContractTerms } from '#app/domain/contract/contract-terms.ts'
import { contractYears } from '#app/domain/contract/contract-years.ts'
import { type ContractClause } from '#app/domain/tender/tender.ts'
import { articles } from './articles.ts'
import {
  type Block,
  type PortalDocument,
  type SignaturePlace,
  definitions,
  paragraphs,
  table,
} from './document.ts'
import {
  assessmentBlocks,
  clauseTitle,
  inClauseOrder,
  lossCausesItem,
  paymentScheduleBlocks,
} from './contract-term-blocks.ts'
import { benefitBlocks, reserveText } from './term-blocks.ts'
import { POLICY_BASIS, amountInFull, dayOf, priceInFull, spanText } from './wording.ts'

export type ContractSource = {
  number: string
  tenderTitle: string
  projectNumber: string
  lotName: string
  policyholderName: string
  insurerName: string
  terms: ContractTerms
  clauses: readonly ContractClause[]
  draftedAt: Date
  awardedAt: Date // or when the other procedure was recorded
  awarded: boolean // false: by another procedure after tendering failed
  isVoid: boolean // its award was cancelled before it was signed
  confirmations: readonly { party: 'policyholder' | 'insurer'; name: string; confirmedAt: Date }[]
}

/** 大病保险承办合同: computed terms, then the published clauses. */
export function buildContractDocument(source: ContractSource): PortalDocument {
  const { number, tenderTitle, projectNumber, lotName, terms, clauses } = source
  const signedAt =
    source.confirmations.length === 2 ? source.confirmations[1]?.confirmedAt : undefined
  return {
    fileName: `${tenderTitle}（${lotName}）合同`,
    title: '城乡居民大病保险承办合同',
    subtitle: `${tenderTitle}　${lotName}${source.isVoid ? '（中标已撤销，本合同不生效）' : ''}`,
    number: `合同编号：${number}`,
    dated: signedAt ?? source.draftedAt,
    cover: [
      { label: '甲方（投保人）', value: source.policyholderName },
      { label: '乙方（承办方）', value: source.insurerName },
      { label: '项目编号', value: projectNumber },
      { label: '签订日期', value: signedAt ? dayOf(signedAt) : '（未签订）' },
    ],
    blocks: [
      ...paragraphs(
        `甲方（投保人）：${source.policyholderName}\n乙方（承办保险公司）：${source.insurerName}`,
      ),
      ...paragraphs(
        `根据《中华人民共和国民法典》《中华人民共和国保险法》和${POLICY_BASIS}，甲乙双方依据“${tenderTitle}”（项目编号：${projectNumber}，${lotName}）${basisText(source)}，订立本合同。`,
      ),
      ...articles([
        { title: '合同期限', blocks: termBlocks(terms) },
        { title: '保费与筹资', blocks: premiumBlocks(source) },
        { title: '保险待遇', blocks: benefitBlocks(terms.benefitTerms, '约定支付比例') },
        { title: '结算、结余返还与亏损分担', blocks: settlementBlocks(terms) },
        { title: '人员配备与服务', blocks: serviceBlocks(terms) },
        { title: '考核', blocks: terms.assessment ? assessmentBlocks(terms.assessment) : [] },
        ...inClauseOrder(clauses).map((clause) => ({
          title: clauseTitle(clause),
          blocks: paragraphs(clause.text),
        })),
        { title: '合同文件的组成', blocks: paragraphs(partsText(source)) },
      ]),
      { kind: 'signatures', places: signaturePlaces(source) },
    ],
  }
}

function basisText({ awarded, awardedAt }: ContractSource): string {
  return awarded
    ? `的招标文件、乙方投标文件和 ${dayOf(awardedAt)} 发出的中标通知书`
    : `招标失败后依法以其他方式确定乙方承办的结果（${dayOf(awardedAt)}）`
}

function partsText({ awarded }: ContractSource): string {
  const parts = awarded
    ? '中标通知书、乙方投标文件、招标文件（含历次更正与澄清）'
    : '招标文件（含历次更正与澄清）、以其他方式确定承办机构的文件'
  return `${parts}与本合同具有同等效力，共同构成合同文件。双方不得另行订立背离合同实质性内容的协议。`
}

function termBlocks({ startsOn, endsOn, termMonths }: ContractTerms): Block[] {
  return [
    ...paragraphs(
      `本合同期限为 ${termMonths} 个月，自 ${spanText(startsOn, endsOn)}，合同年度如下：`,
    ),
    table(
      '合同年度',
      [
        ['年度', 30, 'centre'],
        ['起始日', 35, 'centre'],
        ['终止日', 35, 'centre'],
      ],
      contractYears(startsOn, termMonths).map((year) => [
        `第 ${year.number} 年度`,
        dateText(year.startsOn),
        dateText(year.endsOn),
      ]),
    ),
  ]
}

function premiumBlocks({ terms, awarded }: ContractSource): Block[] {
  return [
    definitions([
      { label: '报价方式', value: bidBasisLabel[terms.bidBasis] },
      {
        label: awarded ? '中标报价' : '约定价格',
        value: priceInFull(terms.bidBasis, terms.price),
      },
      { label: '筹资标准', value: priceInFull('premium-per-head', terms.fundingPerHead) },
      { label: '参保人数（预计）', value: `${countText(terms.headcount)} 人` },
      { label: '合同总价（预计）', value: amountInFull(terms.estimatedTotal) },
    ]),
    ...paragraphs('每一合同年度的保费按双方核定的当年参保人数与筹资标准计算。'),
    ...(terms.paymentSchedule ? paymentScheduleBlocks(terms.paymentSchedule) : []),
  ]
}

function settlementBlocks({ basis, settlementTerms, policyLossCauses }: ContractTerms): Block[] {
  const { profitRate, cost, surplusBands, reserve, loss } = settlementTerms
  return [
    definitions([
      { label: '结算口径', value: basis === 'annual' ? '按年度单独结算' : '按协议期累计清算' },
      { label: '约定盈利率', value: `${rateText(profitRate)}（占保费）` },
      { label: '经营成本', value: costText(cost) },
      { label: '超额结余返还基金', value: bandsText(surplusBands) },
      { label: '风险调节金', value: reserveText(reserve) },
      {
        label: '参与分担的亏损',
        value: loss.sharedCauses === 'policy' ? '仅政策性亏损' : '全部亏损',
      },
      { label: '亏损分担', value: bandsText(loss.bands) },
      lossCausesItem(policyLossCauses),
    ]),
    ...paragraphs(
      '收支差额为保费减已发生赔款减认可成本。结余超过约定盈利的部分按上表返还基本医疗保险基金；亏损按上表由基金与乙方分担，政策性亏损以外的经营性亏损按约定承担。大病保险资金单独核算，年度结算经审计后公开。',
    ),
  ]
}

function serviceBlocks({ staffing, servicePromises }: ContractTerms): Block[] {
  return [
    definitions([
      { label: '专职人员', value: `${countText(staffing.fullTime)} 人` },
      { label: '其中具有医学背景', value: `${countText(staffing.medicalBackground)} 人` },
      { label: '每县服务网点', value: `${countText(staffing.servicePointsPerCounty)} 个` },
      { label: '年培训学时', value: `${countText(staffing.trainingHours)} 学时` },
      { label: '信息系统', value: staffing.informationSystem || '—' },
    ]),
    ...(servicePromises ? paragraphs(`乙方服务承诺：${servicePromises}`) : []),
  ]
}

function signaturePlaces({
  policyholderName,
  insurerName,
  confirmations,
}: ContractSource): SignaturePlace[] {
  const place = (party: 'policyholder' | 'insurer', who: string): SignaturePlace => {
    const confirmation = confirmations.find((entry) => entry.party === party)
    return {
      who,
      seal: true,
      lines: [
        '法定代表人或授权代表：',
        confirmation
          ? `平台确认：${confirmation.name}，${dayOf(confirmation.confirmedAt)}`
          : '平台确认：（待确认）',
        '日期：＿＿＿＿年＿＿月＿＿日',
      ],
    }
  }
  return [
    place('policyholder', `甲方：${policyholderName}`),
    place('insurer', `乙方：${insurerName}`),
  ]
}
