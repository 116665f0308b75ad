import { type LoaderFunctionArgs } from '@remix-run/node'
import { indicatorValueText, targetText } from '#app/components/contract-term-text.ts'
import { type SheetColumn } from '#app/documents/render-xlsx.server.ts'
import { sheetResponse } from '#app/routes/documents/sheet-response.server.ts'
import { indicatorStateLabel, stanceLabel } from './assessment-labels.ts'
import { requireAssessment } from './assessment-page.server.ts'
import { type IndicatorRow } from './load-assessment.server.ts'

const COLUMNS: readonly SheetColumn<IndicatorRow>[] = [
  { header: '指标', width: 30, kind: 'text', value: ({ indicator }) => indicator.name },
  { header: '目标', width: 18, kind: 'text', value: ({ indicator }) => targetText(indicator) },
  {
    header: '实测',
    width: 14,
    kind: 'text',
    value: ({ indicator, latest }) =>
      latest ? indicatorValueText(indicator.unit, latest.measured) : '',
  },
  {
    header: '差距',
    width: 14,
    kind: 'text',
    value: ({ indicator, result }) =>
      result ? indicatorValueText(indicator.unit, result.shortfall) : '',
  },
  { header: '步数', width: 8, kind: 'count', value: ({ result }) => result?.steps ?? null },
  { header: '扣款比例', width: 12, kind: 'rate', value: ({ result }) => result?.rate ?? null },
  {
    header: '计算扣款',
    width: 18,
    kind: 'money',
    value: ({ latest }) => latest?.proposedDeduction ?? null,
  },
  {
    header: '确定扣款',
    width: 18,
    kind: 'money',
    value: ({ latest }) => latest?.decision?.deduction ?? null,
  },
  { header: '状态', width: 22, kind: 'text', value: ({ state }) => indicatorStateLabel[state] },
  {
    header: '答复期限',
    width: 14,
    kind: 'date',
    value: ({ latest }) => latest?.replyUntil ?? null,
  },
  {
    header: '答复',
    width: 40,
    kind: 'text',
    value: ({ latest }) =>
      latest?.reply
        ? `${stanceLabel[latest.reply.stance]}${latest.reply.text ? `：${latest.reply.text}` : ''}`
        : '',
  },
  {
    header: '理由',
    width: 30,
    kind: 'text',
    value: ({ latest }) => latest?.decision?.reason ?? '',
  },
  { header: '依据文件', width: 30, kind: 'text', value: ({ latest }) => latest?.document ?? '' },
]

/** A year's assessment, a row an indicator. */
export async function loader(args: LoaderFunctionArgs) {
  const { view } = await requireAssessment(args)
  return sheetResponse(`考核 第${view.year.number}年度`, COLUMNS, view.rows)
}
