import { db } from '#app/database.server.ts'
import { type SheetColumn } from '#app/documents/render-xlsx.server.ts'
import { type ContractListItem, listSignedContracts } from '#db/queries/contracts.server.ts'
import { EVERY_ROW, sheetResponse } from './sheet-response.server.ts'

const COLUMNS: readonly SheetColumn<ContractListItem>[] = [
  { header: '合同编号', width: 26, kind: 'text', value: ({ number }) => number },
  { header: '项目名称', width: 44, kind: 'text', value: ({ tenderTitle }) => tenderTitle },
  { header: '采购包', width: 14, kind: 'text', value: ({ lotName }) => lotName },
  { header: '统筹地区', width: 18, kind: 'text', value: ({ region }) => region },
  { header: '投保人', width: 26, kind: 'text', value: ({ policyholderName }) => policyholderName },
  { header: '承办保险公司', width: 36, kind: 'text', value: ({ insurerName }) => insurerName },
  { header: '起始日', width: 14, kind: 'date', value: ({ startsOn }) => startsOn },
  { header: '终止日', width: 14, kind: 'date', value: ({ endsOn }) => endsOn },
]

/** Signed contracts, for the public. */
export async function loader() {
  const { items } = await listSignedContracts(db, EVERY_ROW)
  return sheetResponse('合同公开', COLUMNS, items)
}
