import { bidBasisLabel } from '#app/components/labels.ts'
import { db } from '#app/database.server.ts'
import { type SheetColumn } from '#app/documents/render-xlsx.server.ts'
import { type BidBasis } from '#app/domain/bid/bid-content.ts'
import { type AwardListItem, listAwards } from '#db/queries/awards.server.ts'
import { EVERY_ROW, sheetResponse } from './sheet-response.server.ts'

const COLUMNS: readonly SheetColumn<AwardListItem>[] = [
  { header: '项目名称', width: 44, kind: 'text', value: ({ title }) => title },
  { header: '采购包', width: 14, kind: 'text', value: ({ lotName }) => lotName },
  { header: '统筹地区', width: 18, kind: 'text', value: ({ region }) => region },
  { header: '中标人', width: 36, kind: 'text', value: ({ insurerName }) => insurerName },
  { header: '报价方式', width: 12, kind: 'text', value: ({ bidBasis }) => bidBasisLabel[bidBasis] },
  {
    header: '中标报价（元）',
    width: 18,
    kind: 'money',
    value: ({ bidBasis, price }) => (isMoney(bidBasis) ? price : null),
  },
  {
    header: '中标报价（比例）',
    width: 16,
    kind: 'rate',
    value: ({ bidBasis, price }) => (isMoney(bidBasis) ? null : price),
  },
  { header: '定标时间', width: 18, kind: 'instant', value: ({ awardedAt }) => awardedAt },
]

/** Published awards. */
export async function loader() {
  const { items } = await listAwards(db, EVERY_ROW)
  return sheetResponse('中标结果', COLUMNS, items)
}

function isMoney(basis: BidBasis): boolean {
  return basis === 'premium-per-head' || basis === 'service-fee'
}
