import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import { saveExpertProfile } from '#app/commands/save-expert-profile.server.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { chinaDate, optional, optionalText, requiredText } from '#app/forms/fields.ts'
import { DateField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findExpert } from '#db/queries/experts.server.ts'

export const meta: MetaFunction = () => [{ title: '登记评审专家 · 共济' }]

const expertForm = z.object({
  speciality: requiredText('专业', 40),
  region: optionalText('地区', 40),
  employer: requiredText('工作单位', 100),
  validUntil: optional(chinaDate('聘期至')),
})

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requirePermission(request, 'keep-registers')
  const today = dateInChina(await databaseClock(db))
  const expert = await findExpert(db, param(params, 'userId'), today)
  return expert ?? notFound('没有这位评审专家')
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'keep-registers')
  const form = await parseForm(request, expertForm)
  if (!form.ok) return invalid(form.state)
  const saved = await saveExpertProfile(context, {
    userId: param(params, 'userId'),
    ...form.value,
  })
  if (saved.ok) return redirect('/administration/experts')
  if (saved.refusal === 'not-an-expert') return notFound('没有这位评审专家')
  return refused('请填写工作单位', form.state, 'employer')
}

export default function ExpertPage() {
  const { name, profile } = useLoaderData<typeof loader>()
  return (
    <Page
      title={`登记评审专家 · ${name}`}
      crumbs={[{ to: '/administration/experts', label: '评审专家库' }]}
    >
      <Section title="专家信息">
        <ActionForm schema={expertForm} submitLabel="保存登记">
          <div className="form-grid">
            <TextField name="speciality" label="专业" defaultValue={profile?.speciality} />
            <TextField name="region" label="地区" defaultValue={profile?.region} required={false} />
            <TextField
              name="employer"
              label="工作单位"
              hint="抽取时据此回避采购人、监督部门和投标人的人员"
              defaultValue={profile?.employer}
            />
            <DateField
              name="validUntil"
              label="聘期至"
              hint="最后一日仍有效；不设期限则留空"
              defaultValue={profile?.validUntil ?? ''}
              required={false}
            />
          </div>
        </ActionForm>
      </Section>
    </Page>
  )
}
