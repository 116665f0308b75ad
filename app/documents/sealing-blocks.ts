import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { type Block, paragraphs, table } from './document.ts'

/** An opening officer with the short form of its key. */
export type PaperOpeningKey = { organisationName: string; name: string; fingerprint: string }

/**
 * How bids are sealed and by whom they can be opened (密封与开标密钥).
 * Basis: 电子招标投标办法 第三十一条.
 */
export function sealingBlocks(
  { openingThreshold, bidderOpeningMinutes }: TenderTerms,
  keys: readonly PaperOpeningKey[],
): Block[] {
  return [
    ...paragraphs(
      `1．投标文件在投标人的浏览器或者离线密封工具中加密后递交，平台不持有任何能够打开投标文件的密钥。每份投标文件的解密密钥拆成 ${keys.length} 份份额，分别加密给下列开标人员，凑齐其中任意 ${openingThreshold} 份方可解密。`,
    ),
    table(
      '开标密钥持有人',
      [
        ['单位', 40],
        ['姓名', 20, 'centre'],
        ['密钥指纹', 40, 'centre'],
      ],
      keys.map(({ organisationName, name, fingerprint }) => [organisationName, name, fingerprint]),
    ),
    ...paragraphs(
      `2．开标开始后 ${bidderOpeningMinutes} 分钟内，投标人可以使用自己的密钥解密本单位的投标文件。`,
    ),
    ...paragraphs(
      '3．因投标人原因造成投标文件未解密的，视为撤销其投标文件；因投标人之外的原因造成未解密的，视为撤回其投标文件。部分投标文件未解密的，其他投标文件的开标可以继续进行（电子招标投标办法 第三十一条）。',
    ),
    ...paragraphs(
      '4．投标截止前更换开标人员或者其密钥的，以更正公告公布；已递交投标文件的投标人须重新密封递交或者确认。',
    ),
  ]
}
