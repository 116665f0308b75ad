import { type Block, type DocumentSection, chineseNumeral, subheading } from './document.ts'

/** Clauses of a contract, numbered through: 第一条 合同依据. */
export function articles(list: readonly DocumentSection[]): Block[] {
  return list
    .filter(({ blocks }) => blocks.length > 0)
    .flatMap(({ title, blocks }, index) => [
      subheading(`第${chineseNumeral(index + 1)}条　${title}`),
      ...blocks,
    ])
}
