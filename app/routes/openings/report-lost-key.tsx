import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import { type ReportLostKeyRefusal, reportLostKey } from '#app/commands/report-lost-key.server.ts'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { requiredText } from '#app/forms/fields.ts'
import { SelectField, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { keyFingerprint } from '#app/sealing/sealing-key.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findTenderToOpen } from './find-tender-to-open.server.ts'
import { loadOpeningRoom } from './opening-room.server.ts'

export const meta: MetaFunction = () => [{ title: '报告密钥无法使用 · 共济' }]

const lostKeyForm = z.object({
  recipient: requiredText('密钥'),
  reason: requiredText('原因', 500),
})

const REFUSALS: Record<Exclude<ReportLostKeyRefusal, 'not-found'>, string> = {
  'not-started': '开标还没有开始，开始后才能报告',
  'already-opened': '投标文件已经开启，无须报告',
  'reason-missing': '请填写原因',
  'no-such-key': '没有投标文件密封给这把密钥，请重新选择',
  'already-reported': '这把密钥已经报告过',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'open-bids')
  const tender = await findTenderToOpen(db, param(params, 'tenderId'), viewer)
  const now = await databaseClock(db)
  const { holders } = await loadOpeningRoom(db, tender, { userId: viewer.userId, now })
  return {
    tender: { id: tender.id, title: tender.terms.title },
    keys: holders
      .filter(({ bids, released, broken, lost }) => released + broken < bids && !lost)
      .map(({ recipient, name, organisationName }) => ({
        value: recipient,
        label: `${organisationName} ${name}（指纹 ${keyFingerprint(recipient)}）`,
      })),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'open-bids')
  const form = await parseForm(request, lostKeyForm)
  if (!form.ok) return invalid(form.state)
  const tenderId = param(params, 'tenderId')
  const reported = await reportLostKey(context, { tenderId, ...form.value })
  if (reported.ok) return redirect(`/openings/${tenderId}`)
  if (reported.refusal === 'not-found') return notFound('没有由您负责开标的这个项目')
  return refused(REFUSALS[reported.refusal], form.state)
}

export default function ReportLostKeyPage() {
  const { tender, keys } = useLoaderData<typeof loader>()
  return (
    <Page
      title="报告密钥无法使用"
      crumbs={[
        { to: '/openings', label: '开标' },
        { to: `/openings/${tender.id}`, label: tender.title },
      ]}
      lead="报告后开标不再等待这把密钥；其余份额不足时，投标人可在时限内自行解密。原因写入开标记录并公开。"
    >
      <Section title="哪一把密钥，为什么">
        {keys.length === 0 ? (
          <EmptyState title="没有待释放份额的密钥">
            各持有人均已释放份额或已报告，或者开标还没有开始。
          </EmptyState>
        ) : (
          <ActionForm schema={lostKeyForm} submitLabel="报告无法使用">
            <SelectField name="recipient" label="密钥" options={keys} />
            <TextArea
              name="reason"
              label="原因"
              hint="例如密钥文件损坏、口令遗忘、持有人未能到场；随开标记录公开，不能更改"
            />
          </ActionForm>
        )}
      </Section>
    </Page>
  )
}
