import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requireViewer } from '#app/auth/session.server.ts'
import { roleLabel } from '#app/components/labels.ts'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { type WaitingItem, type WaitingKind } from '#db/queries/waiting-item.ts'
import { listWaitingItems } from '#db/queries/waiting.server.ts'

export const meta: MetaFunction = () => [{ title: '工作台 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request)
  const items = await listWaitingItems(db, viewer, await databaseClock(db))
  return { items, name: viewer.name, role: viewer.role, organisationName: viewer.organisationName }
}

const WHAT: Record<WaitingKind, { text: string; to: (id: string) => string }> = {
  'publish-tender': { text: '完善并发布招标公告', to: (id) => `/tenders/${id}` },
  'reply-to-comments': { text: '答复征求到的意见', to: (id) => `/consultations/${id}` },
  'answer-clarification': { text: '答复澄清问题', to: (id) => `/tenders/${id}/clarifications` },
  'reveal-draw': { text: '揭晓专家抽取结果', to: (id) => `/tenders/${id}/draws` },
  'redraw-experts': { text: '专家回避：补抽', to: (id) => `/tenders/${id}/draws` },
  'appoint-committee': { text: '组建评标委员会', to: (id) => `/tenders/${id}/committee` },
  'review-qualification': { text: '资格审查', to: (id) => `/lots/${id}/reviews` },
  'complete-evaluation': { text: '汇总评分并完成评标', to: (id) => `/lots/${id}/evaluation` },
  'award-lot': { text: '公示候选人与定标', to: (id) => `/lots/${id}/evaluation` },
  'draft-contract-otherwise': {
    text: '其他方式已定：生成合同',
    to: (id) => `/lots/${id}/other-procedure`,
  },
  'draft-contract': { text: '生成合同', to: (id) => `/lots/${id}/evaluation` },
  'start-retender': { text: '流标：发起重新招标', to: (id) => `/tenders/${id}` },
  'confirm-contract': { text: '确认合同', to: (id) => `/contracts/${id}` },
  'sign-amendment': { text: '签署补充协议', to: (id) => `/contracts/${id}/amendments` },
  'answer-termination': { text: '答复提前终止', to: (id) => `/contracts/${id}/termination` },
  'hand-over': { text: '办理移交', to: (id) => `/contracts/${id}/handover` },
  'accept-handover': { text: '验收移交事项', to: (id) => `/contracts/${id}/handover` },
  'renew-contract': { text: '准备后续招标（最迟发布日）', to: (id) => `/contracts/${id}` },
  'open-bids': { text: '已到截止时间：开标', to: () => '/openings' },
  'opening-ahead': { text: '即将开标', to: () => '/openings' },
  'declare-interest': { text: '利害关系申明', to: (id) => `/tenders/${id}/interest` },
  'review-compliance': { text: '符合性审查（组长）', to: (id) => `/lots/${id}/reviews` },
  'score-bids': { text: '独立评分并签署', to: (id) => `/lots/${id}/score-sheet` },
  'open-for-bids': { text: '可以投标', to: (id) => `/lots/${id}/bid` },
  'answer-bid-clarification': {
    text: '答复评标委员会的澄清要求',
    to: (id) => `/lots/${id}/clarifications`,
  },
  'answer-headcount': {
    text: '答复参保人数',
    to: (id) => `/contract-years/${id}/headcount/answer`,
  },
  'pay-premium': { text: '拨付保费', to: (id) => `/contract-years/${id}/payments` },
  'premium-overdue': { text: '保费逾期未拨付', to: (id) => `/contract-years/${id}/payments` },
  'confirm-premium-receipt': {
    text: '确认保费到账',
    to: (id) => `/contract-years/${id}/payments`,
  },
  'premium-not-received': {
    text: '保费逾期未到：与投保人核对',
    to: (id) => `/contract-years/${id}/payments`,
  },
  'record-headcount': { text: '登记参保人数', to: (id) => `/contract-years/${id}/headcount` },
  'assess-insurer': { text: '登记考核结果', to: (id) => `/contract-years/${id}/assessment` },
  'reply-to-assessment': {
    text: '答复考核结果',
    to: (id) => `/contract-years/${id}/assessment`,
  },
  'decide-assessment': { text: '确定考核扣款', to: (id) => `/contract-years/${id}/assessment` },
  'propose-settlement': {
    text: '申报年度结算',
    to: (id) => `/contract-years/${id}/settlement/propose`,
  },
  'confirm-settlement': { text: '审核年度结算', to: (id) => `/contract-years/${id}/settlement` },
  'publish-settlement': { text: '公开年度结算', to: (id) => `/contract-years/${id}/settlement` },
  'answer-objection': { text: '答复异议（质疑）', to: (id) => `/objections/${id}` },
  'amend-documents': { text: '异议成立：更正招标文件', to: (id) => `/tenders/${id}/amend` },
  'file-complaint': { text: '逾期未答复：可以投诉', to: (id) => `/objections/${id}` },
  'decide-complaint': { text: '处理投诉', to: (id) => `/objections/${id}` },
  'make-sealing-key': { text: '还没有密钥', to: () => '/account/sealing-key' },
  'replace-opening-key': {
    text: '开标人员换了密钥：更正招标文件',
    to: (id) => `/tenders/${id}/amend`,
  },
  'return-bid-security': { text: '退还投标保证金', to: (id) => `/tenders/${id}/bid-securities` },
  'sign-off-settlement': { text: '审计年度结算', to: (id) => `/contract-years/${id}/settlement` },
}

export default function StartPage() {
  const { items, name, role, organisationName } = useLoaderData<typeof loader>()
  return (
    <Page title={`${name}，您好`} lead={`${roleLabel[role]} · ${organisationName}`}>
      <Section title="待办事项">
        {items.length === 0 ? (
          <EmptyState title="目前没有等待您办理的事项">
            可以从上方导航查阅项目、合同与公开信息。
          </EmptyState>
        ) : (
          <ul className="tasks">
            {items.map((item) => (
              <li key={`${item.kind} ${item.subjectId}`}>
                <span className="tasks-what">{WHAT[item.kind].text}</span>
                <Link to={WHAT[item.kind].to(item.subjectId)}>{item.title}</Link>
                <Due due={item.due} />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  )
}

function Due({ due }: { due: WaitingItem['due'] }) {
  if (!due) return null
  return (
    <span className="tasks-due">
      截止 {typeof due === 'string' ? <ChinaDate date={due} /> : <ChinaDateTime instant={due} />}
    </span>
  )
}
