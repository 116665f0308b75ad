import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import {
  type SetCalendarDayRefusal,
  setCalendarDay,
} from '#app/commands/set-calendar-day.server.ts'
import { DataTable } from '#app/components/data-table.tsx'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate } from '#app/components/values.tsx'
import { YearCalendar } from '#app/components/year-calendar.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { yearCalendar } from '#app/domain/calendar-overrides.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { chinaDate, choice, requiredText } from '#app/forms/fields.ts'
import { DateField, SelectField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { PostButton } from '#app/forms/post-button.tsx'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listOverriddenDays } from '#db/queries/working-days.server.ts'
import { RegisterLinks } from './register-links.tsx'

export const meta: MetaFunction = () => [{ title: '工作日历 · 共济' }]

const KINDS = [
  { value: 'working-day', label: '工作日（班）' },
  { value: 'day-off', label: '休息日（休）' },
]

const dayForm = z.object({
  day: chinaDate('日期'),
  kind: choice('改为', ['working-day', 'day-off']),
  source: requiredText('文号'),
})

const REFUSALS: Record<SetCalendarDayRefusal, { field: string; text: string }> = {
  'same-as-published': { field: 'kind', text: '该日在国务院公布的日历中本来如此，无需调整' },
  'source-missing': { field: 'source', text: '请填写文号' },
}

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePermission(request, 'keep-registers')
  const thisYear = dateInChina(await databaseClock(db)).slice(0, 4)
  const asked = new URL(request.url).searchParams.get('year') ?? ''
  const year = Number(/^20\d\d$/.test(asked) ? asked : thisYear)
  const overridden = await listOverriddenDays(db, year)
  const overrides = Object.fromEntries(overridden.map(({ day, kind }) => [day, kind]))
  return { year, overridden, months: yearCalendar(year, overrides) }
}

export async function action({ request }: ActionFunctionArgs) {
  const context = await requireContext(request, 'keep-registers')
  const form = await parseForm(request, dayForm)
  if (!form.ok) return invalid(form.state)
  const set = await setCalendarDay(context, form.value)
  if (set.ok) return redirect(`/administration/calendar?year=${form.value.day.slice(0, 4)}`)
  const { field, text } = REFUSALS[set.refusal]
  return refused(text, form.state, field)
}

export default function CalendarPage() {
  const { year, overridden, months } = useLoaderData<typeof loader>()
  return (
    <Page
      title="工作日历"
      lead="以国务院办公厅每年公布的节假日安排为准；地方另有规定的在此调整。已发布的项目仍按发布时的日历计算。"
    >
      <RegisterLinks />
      <Section
        title={`${year}年`}
        actions={
          <nav aria-label="年份">
            <Link to={`?year=${year - 1}`}>{year - 1}年</Link>{' '}
            <Link to={`?year=${year + 1}`}>{year + 1}年</Link>
          </nav>
        }
      >
        <YearCalendar months={months} />
        <p className="muted">
          灰底为休息日；“班”为周末上班，“休”为平日放假；带框的是本平台的调整。
        </p>
      </Section>
      <Section title="本年调整">
        <DataTable
          caption="与国务院公布的日历不同的日子"
          rows={overridden}
          keyOf={({ day }) => day}
          empty={<EmptyState title="没有调整">按国务院公布的日历计算工作日。</EmptyState>}
          columns={[
            { header: '日期', cell: ({ day }) => <ChinaDate date={day} /> },
            {
              header: '改为',
              cell: ({ kind }) => KINDS.find(({ value }) => value === kind)?.label,
            },
            { header: '文号', cell: ({ source }) => source },
            {
              header: '办理',
              cell: ({ day }) => (
                <PostButton
                  action={`/administration/calendar/${day}/clear`}
                  label="取消调整"
                  tone="danger"
                />
              ),
            },
          ]}
        />
      </Section>
      <Section title="调整一天">
        <ActionForm schema={dayForm} submitLabel="保存">
          <div className="form-grid">
            <DateField name="day" label="日期" />
            <SelectField name="kind" label="改为" options={KINDS} />
            <TextField name="source" label="文号" hint="调休或放假的文件" />
          </div>
        </ActionForm>
      </Section>
    </Page>
  )
}
