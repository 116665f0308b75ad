import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { mayDo } from '#app/auth/permissions.ts'
import { Button } from '#app/components/button.tsx'
import { amendmentKindLabel } from '#app/components/contract-change-text.ts'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { AMENDMENT_KINDS, amendmentState } from '#app/domain/contract/contract-amendment.ts'
import { PlainSelectField, PlainTextField } from '#app/forms/plain-inputs.tsx'
import { param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listAmendments } from '#db/queries/contract-amendments.server.ts'
import { AmendmentTable } from './amendment-table.tsx'
import { findContractFor } from './find-contract.server.ts'

export const meta: MetaFunction = () => [{ title: '补充协议 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { contract, viewer, party } = await findContractFor(request, param(params, 'contractId'))
  const amendments = await listAmendments(db, contract.id)
  return {
    contractId: contract.id,
    number: contract.number,
    today: dateInChina(await databaseClock(db)),
    amendments: amendments.map(({ terms: _terms, ...amendment }) => amendment),
    isDrafter: party === 'policyholder' && mayDo(viewer.role, 'amend-contract'),
    draftOpen: amendments.some((one) => amendmentState(one) === 'to-sign'),
  }
}

export default function AmendmentsPage() {
  const { contractId, number, today, amendments, isDrafter, draftOpen } =
    useLoaderData<typeof loader>()
  return (
    <Page
      title="补充协议"
      crumbs={[{ to: `/contracts/${contractId}`, label: `合同 ${number}` }]}
      lead="一份补充协议只变更一类条款，双方签署后自生效日起执行；合同原文不改动。"
    >
      <Section title="补充协议列表">
        <AmendmentTable
          amendments={amendments}
          linkTo={(one) => `/contracts/${contractId}/amendments/${one}`}
        />
      </Section>
      {isDrafter && draftOpen ? (
        <Alert tone="info" title="有一份补充协议待签署">
          签署或撤回之后，才能拟定下一份。
        </Alert>
      ) : null}
      {isDrafter && !draftOpen ? (
        <Section title="拟定补充协议">
          <Form method="get" action={`/contracts/${contractId}/amendments/new`} className="form">
            <div className="form-grid">
              <PlainSelectField
                name="kind"
                label="变更哪一类条款"
                options={AMENDMENT_KINDS.map((value) => ({
                  value,
                  label: amendmentKindLabel[value],
                }))}
              />
              <PlainTextField
                name="from"
                type="date"
                label="生效日期"
                hint="待遇、服务与条款可自期限内任一日起；其余自合同年度首日起"
                defaultValue={today}
              />
            </div>
            <div className="form-actions">
              <Button type="submit">填写变更内容</Button>
            </div>
          </Form>
        </Section>
      ) : null}
      <p>
        <Link to={`/contracts/${contractId}`}>返回合同</Link>
      </p>
    </Page>
  )
}
