import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { AssessmentTermsSection } from '#app/components/assessment-terms-section.tsx'
import { LinkButton } from '#app/components/button.tsx'
import { ClauseList } from '#app/components/clause-list.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { reviewStageLabel } from '#app/components/labels.ts'
import { Alert, EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime, Rate } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { PostButton } from '#app/forms/post-button.tsx'
import { notFound, param } from '#app/http/params.ts'
import { SettlementRules } from '#app/routes/public/settlement-rules.tsx'
import { findContractTemplate } from '#db/queries/contract-templates.server.ts'

export const meta: MetaFunction = () => [{ title: '合同范本 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requirePermission(request, 'keep-registers')
  const template = await findContractTemplate(db, param(params, 'templateId'))
  return template ?? notFound('没有这份合同范本')
}

export default function ContractTemplatePage() {
  const { id, name, province, document, issuedOn, content, savedAt, retiredAt } =
    useLoaderData<typeof loader>()
  const path = `/administration/contract-templates/${id}`
  return (
    <Page
      title={name}
      crumbs={[{ to: '/administration/contract-templates', label: '合同范本' }]}
      actions={
        retiredAt ? null : (
          <>
            <PostButton action={`${path}/retire`} label="停用" tone="danger" />
            <LinkButton to={`${path}/edit`}>修改</LinkButton>
          </>
        )
      }
    >
      {retiredAt ? <Alert tone="warning" title="该范本已停用，新项目不能再从它开始。" /> : null}
      <Section title="范本">
        <DefinitionList
          items={[
            { label: '省份', value: province },
            { label: '文号', value: document },
            { label: '发布日期', value: <ChinaDate date={issuedOn} /> },
            { label: '合同期限', value: `${content.termMonths}个月` },
            { label: '盈利率上限', value: <Rate ppm={content.profitRateCeiling} /> },
            { label: '保存时间', value: <ChinaDateTime instant={savedAt} /> },
          ]}
        />
      </Section>
      <SettlementRules
        rules={content.settlementRules}
        lossCauses={content.policyLossCauses ?? []}
      />
      <AssessmentTermsSection assessment={content.assessment ?? null} />
      <Section title="合同条款">
        <ClauseList clauses={content.clauses} />
      </Section>
      <Section title="资格与符合性审查表">
        <DataTable
          caption="★ 为实质性条款"
          rows={content.reviewItems}
          keyOf={(item) => item.id}
          empty={<EmptyState title="范本不含审查表">由招标项目自行设定。</EmptyState>}
          columns={[
            { header: '阶段', cell: ({ stage }) => reviewStageLabel[stage] },
            {
              header: '审查内容',
              cell: ({ text, essential }) => `${essential ? '★ ' : ''}${text}`,
            },
          ]}
        />
      </Section>
    </Page>
  )
}
