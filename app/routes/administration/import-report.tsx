import { Form } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { Alert } from '#app/components/page.tsx'
import { type ListRowProblem } from '#app/domain/qualification/qualified-insurers.ts'
import { listColumnLabel, listProblemLabel, reportText } from './list-report.ts'

const MOST_SHOWN = 100

/** What is wrong with the rows of a list that was not imported, to read here or to take along. */
export function ImportReport({ problems }: { problems: readonly ListRowProblem[] }) {
  return (
    <Alert
      tone="danger"
      title={`名录没有导入：${problems.length} 处错误，更正后请重新上传整个文件`}
    >
      <DataTable
        caption={
          problems.length > MOST_SHOWN ? `前 ${MOST_SHOWN} 处；全部错误见下载的文件` : '错误明细'
        }
        rows={problems.slice(0, MOST_SHOWN)}
        keyOf={({ row, field, problem }) => `${row} ${field} ${problem}`}
        columns={[
          { header: '行', align: 'number', cell: ({ row }) => row },
          { header: '列', cell: ({ field }) => listColumnLabel[field] },
          { header: '原因', cell: ({ problem }) => listProblemLabel[problem] },
        ]}
      />
      <Form method="post" action="/administration/qualified-lists/report.csv" reloadDocument>
        <input type="hidden" name="report" value={reportText(problems)} />
        <Button type="submit" tone="plain">
          下载错误明细（CSV）
        </Button>
      </Form>
    </Alert>
  )
}
