import { phaseLabel, regimeLabel } from '#app/components/labels.ts'
import { type SheetColumn } from '#app/documents/render-xlsx.server.ts'
import { type TenderListItem } from '#db/queries/tender-lists.server.ts'

/** Tenders as a list to save; the same for the public and for the officer. */
export const TENDER_COLUMNS: readonly SheetColumn<TenderListItem>[] = [
  { header: '项目名称', width: 44, kind: 'text', value: ({ title }) => title },
  { header: '项目编号', width: 24, kind: 'text', value: ({ projectNumber }) => projectNumber },
  { header: '状态', width: 12, kind: 'text', value: ({ phase }) => phaseLabel[phase] },
  { header: '统筹地区', width: 18, kind: 'text', value: ({ region }) => region },
  {
    header: '采购人',
    width: 26,
    kind: 'text',
    value: ({ procuringEntityName }) => procuringEntityName,
  },
  { header: '适用法律', width: 14, kind: 'text', value: ({ regime }) => regimeLabel[regime] },
  { header: '发布时间', width: 18, kind: 'instant', value: ({ publishedAt }) => publishedAt },
  { header: '投标截止', width: 18, kind: 'instant', value: ({ bidDeadline }) => bidDeadline },
]
