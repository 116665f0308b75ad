import { amendmentKindLabel } from '#app/components/contract-change-text.ts'
import { dateText } from '#app/components/format.ts'
import { termChangeText } from '#app/components/term-change-text.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type AmendmentKind } from '#app/domain/contract/contract-amendment.ts'
import { type TermChange } from '#app/domain/tender/term-changes.ts'
import { articles } from './articles.ts'
import {
  type Block,
  type PortalDocument,
  type SignaturePlace,
  paragraphs,
  table,
} from './document.ts'
import { dayOf } from './wording.ts'

type Party = 'policyholder' | 'insurer'

export type AmendmentSource = {
  contract: {
    number: string
    tenderTitle: string
    lotName: string
    policyholderName: string
    insurerName: string
  }
  signedContractOn: Date
  amendment: {
    number: number
    kind: AmendmentKind
    effectiveOn: PlainDate
    reason: string
    document: string
    draftedAt: Date
    confirmations: readonly { party: Party; name: string; confirmedAt: Date }[]
    withdrawal: unknown
  }
  changes: readonly TermChange[]
}

/** 补充协议: what one kind of terms reads before and after, and that all others stand. */
export function buildAmendmentDocument(source: AmendmentSource): PortalDocument {
  const { contract, amendment, signedContractOn } = source
  const signedAt = amendment.confirmations[1]?.confirmedAt
  const parties = { 甲方: contract.policyholderName, 乙方: contract.insurerName }
  return {
    fileName: `${contract.tenderTitle}（${contract.lotName}）第${amendment.number}号补充协议`,
    title: '补充协议',
    subtitle: `${contract.tenderTitle}　${contract.lotName}${amendment.withdrawal ? '（已撤回，不生效）' : ''}`,
    number: `合同编号：${contract.number}-补${amendment.number}`,
    dated: signedAt ?? amendment.draftedAt,
    cover: [],
    blocks: [
      ...paragraphs(
        `甲方（投保人）：${parties.甲方}\n乙方（承办保险公司）：${parties.乙方}\n甲乙双方就 ${dayOf(signedContractOn)} 签订的城乡居民大病保险承办合同（编号：${contract.number}），经协商一致，依据《中华人民共和国民法典》第五百四十三条，订立本补充协议。`,
      ),
      ...articles([
        {
          title: '变更原因',
          blocks: paragraphs(`${amendment.reason}\n依据文件：${amendment.document}`),
        },
        { title: `变更内容：${amendmentKindLabel[amendment.kind]}`, blocks: [changeTable(source)] },
        {
          title: '生效',
          blocks: paragraphs(
            `本补充协议经双方签署后，自 ${dateText(amendment.effectiveOn)} 起执行。`,
          ),
        },
        {
          title: '其他',
          blocks: paragraphs(
            '原合同其余条款不变。本补充协议为原合同的组成部分，与其具有同等效力。',
          ),
        },
      ]),
      { kind: 'signatures', places: signaturePlaces(source) },
    ],
  }
}

function changeTable({ changes }: AmendmentSource): Block {
  return table(
    '变更前后对照',
    [
      ['变更条款', 34],
      ['变更前', 33],
      ['变更后', 33],
    ],
    changes.map((change) => {
      const { field, before, after } = termChangeText(change, [])
      return [field, before, after]
    }),
  )
}

function signaturePlaces({ contract, amendment }: AmendmentSource): SignaturePlace[] {
  const place = (party: Party, who: string): SignaturePlace => {
    const confirmation = amendment.confirmations.find((one) => one.party === party)
    return {
      who,
      seal: true,
      lines: [
        '法定代表人或授权代表：',
        confirmation
          ? `平台签署：${confirmation.name}，${dayOf(confirmation.confirmedAt)}`
          : '平台签署：（待签署）',
        '日期：＿＿＿＿年＿＿月＿＿日',
      ],
    }
  }
  return [
    place('policyholder', `甲方：${contract.policyholderName}`),
    place('insurer', `乙方：${contract.insurerName}`),
  ]
}
