import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { PAGE_SIZE } from '#app/components/data-table.tsx'
import { dateText } from '#app/components/format.ts'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { CLAIM_COLUMNS } from '#app/domain/claims/claim-column.ts'
import { type FormState } from '#app/forms/form-state.ts'
import { FileField, HiddenField, MoneyField, NumberField, TextField } from '#app/forms/inputs.tsx'
import { invalid, refused } from '#app/forms/parse-form.server.ts'
import { UploadForm } from '#app/forms/upload-form.tsx'
import { notFound, param } from '#app/http/params.ts'
import { listUntakenAttempts } from '#db/queries/claims-imports.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { claimsForm } from './claims-form.ts'
import { crumbsOf, requireClaimsYear, withState } from './claims-year.server.ts'
import { IMPORT_REFUSALS } from './import-text.ts'
import { hasReport, receiveUpload } from './receive-upload.server.ts'
import { UploadProgress } from './upload-progress.tsx'
import { useClaimsUpload } from './use-claims-upload.ts'

export const meta: MetaFunction = () => [{ title: '导入赔付明细 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { year, settled } = await requireClaimsYear(request, params, 'import-claims')
  const { items } = await listUntakenAttempts(db, year.id, { limit: PAGE_SIZE, offset: 0 })
  const now = await databaseClock(db)
  return {
    yearId: year.id,
    crumbs: crumbsOf(year),
    startsOn: year.startsOn,
    endsOn: year.endsOn,
    settled,
    attemptId: randomUUID(),
    running: items
      .filter((attempt) => withState(attempt, now).state === 'running')
      .map(({ id, reference }) => ({ id, reference })),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const received = await receiveUpload(request, params)
  if (received.kind === 'invalid') return invalid(received.state)
  if (received.kind === 'refused') {
    const { refusal, state } = received
    if (refusal === 'not-found') return notFound('没有这个合同年度')
    if (!hasReport(refusal)) return refused(IMPORT_REFUSALS[refusal], state)
  }
  return redirect(`/contract-years/${param(params, 'yearId')}/claims/${received.attemptId}`)
}

export default function NewClaimsPage() {
  const { yearId, crumbs, startsOn, endsOn, settled, attemptId, running } =
    useLoaderData<typeof loader>()
  const base = `/contract-years/${yearId}/claims`
  const { step, send } = useClaimsUpload(base)
  const answer = useActionData<FormState>()
  const errors = step.step === 'idle' ? step.errors : {}
  const state = Object.keys(errors).length > 0 ? { errors, values: {} } : answer
  const busy = step.step !== 'idle'
  return (
    <Page
      title="导入赔付明细"
      crumbs={[...crumbs, { to: base, label: '赔付明细' }]}
      lead="整份文件一次入账：有一行错误就全部不入账，并逐行列出错误。同一份文件只计入一次。"
    >
      {settled ? <Alert tone="warning">{IMPORT_REFUSALS.settled}。</Alert> : null}
      {running.length > 0 ? (
        <Alert tone="info" title="正在导入的文件">
          <ul>
            {running.map(({ id, reference }) => (
              <li key={id}>
                <Link to={`${base}/${id}`}>{reference}</Link>
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
      <Section title="文件与控制总数">
        <p className="muted">
          CSV（UTF-8）或 XLSX，列不分先后：{CLAIM_COLUMNS.join('、')}。就诊日期须在{' '}
          {dateText(startsOn)}—{dateText(endsOn)}内；金额以元计，最多两位小数。
          <a href={`${base}/template.csv`}>下载模板</a>；业务系统可按
          <Link to="/api">接口说明</Link>直接发送。
        </p>
        <UploadForm
          schema={claimsForm}
          state={state}
          submitLabel="上传并检查"
          busy={busy}
          onSend={(form) => void send(form)}
        >
          <HiddenField name="attemptId" value={attemptId} />
          <div className="form-grid">
            <TextField name="reference" label="批次号" hint="发送方自己的编号，不含个人信息" />
            <NumberField name="rows" label="行数" unit="行" required={false} hint="不含标题行" />
            <NumberField name="persons" label="人数" unit="人" required={false} />
            <MoneyField name="eligibleExpense" label="合规费用合计" required={false} />
            <MoneyField name="paid" label="大病赔付合计" required={false} />
          </div>
          <FileField
            name="file"
            label="赔付明细文件"
            accept=".csv,.xlsx"
            hint="不超过 2 GiB。人员标识在入库前换算成假名，文件本身不保存。"
          />
        </UploadForm>
        <UploadProgress step={step} />
      </Section>
    </Page>
  )
}
