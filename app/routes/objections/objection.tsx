import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { mayDo } from '#app/auth/permissions.ts'
import { LinkButton } from '#app/components/button.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { ObjectionCourseChart } from '#app/components/objection-course-chart.tsx'
import {
  objectionOutcomeLabel,
  objectionSubjectLabel,
  objectionWord,
  remedyLabel,
} from '#app/components/objection-labels.ts'
import { Page, Section } from '#app/components/page.tsx'
import { SuspensionBanner } from '#app/components/suspension-banner.tsx'
import { ChinaDate, ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { mayComplain } from '#app/domain/objection/objection-clock.ts'
import { objectionCourse } from '#app/domain/objection/objection-course.ts'
import { param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { type Objection } from '#db/queries/objections.server.ts'
import { listSuspensions } from '#db/queries/suspensions.server.ts'
import { requireObjection } from './objection-page.server.ts'

export const meta: MetaFunction = () => [{ title: '异议与投诉 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const found = await requireObjection(request, 'see-objections', param(params, 'objectionId'))
  const { viewer, objection, tender } = found
  const { answer, complaint } = objection
  const { regime, calendarOverrides, lots } = tender.terms
  const now = await databaseClock(db)
  const times = {
    answeredOn: answer && dateInChina(answer.answeredAt),
    answerDue: objection.answerDue,
  }
  const isOfficer = viewer.organisationId === objection.procuringEntityId
  const isObjector = viewer.organisationId === objection.objectorId
  const undecided = complaint !== null && complaint.decision === null
  return {
    objection,
    word: objectionWord[regime],
    steps: objectionCourse(
      regime,
      {
        filedAt: objection.filedAt,
        answeredAt: answer?.answeredAt ?? null,
        complaint: complaint && {
          filedAt: complaint.filedAt,
          decidedAt: complaint.decision?.decidedAt ?? null,
        },
      },
      calendarOverrides,
      dateInChina(now),
    ),
    suspensions: await listSuspensions(db, tender, now),
    lots: lots.map(({ id, name }) => ({ id, name })),
    mayAnswer:
      isOfficer && mayDo(viewer.role, 'answer-objection') && !answer && !complaint?.decision,
    mayComplain:
      isObjector &&
      mayDo(viewer.role, 'file-complaint') &&
      !complaint &&
      mayComplain(regime, times, calendarOverrides, now).ok,
    maySuspend: undecided && !complaint.order && mayDo(viewer.role, 'order-suspension'),
    mayDecide: undecided && mayDo(viewer.role, 'decide-complaint'),
    mayAmend: isOfficer && wantsAmendment(objection) && !tender.facts.openedAt,
  }
}

function wantsAmendment({ answer, complaint }: Objection): boolean {
  return (complaint?.decision ?? answer)?.remedy === 'amend-documents'
}

export default function ObjectionPage() {
  const page = useLoaderData<typeof loader>()
  const { objection, word, steps, suspensions, lots } = page
  const { id, tenderId, tenderTitle, lotName, answer, complaint } = objection
  return (
    <Page
      title={`${word}：${objectionSubjectLabel[objection.subject]}`}
      crumbs={[{ to: '/objections', label: '异议与投诉' }]}
      lead={
        <Link to={`/notices/${tenderId}`}>
          {tenderTitle}
          {lotName ? ` · ${lotName}` : ''}
        </Link>
      }
      actions={
        <>
          {page.mayAnswer ? (
            <LinkButton to={`/objections/${id}/answer`}>答复{word}</LinkButton>
          ) : null}
          {page.mayComplain ? (
            <LinkButton to={`/objections/${id}/complaint`}>提出投诉</LinkButton>
          ) : null}
          {page.maySuspend ? (
            <LinkButton to={`/objections/${id}/suspension`} tone="danger">
              责令暂停
            </LinkButton>
          ) : null}
          {page.mayDecide ? (
            <LinkButton to={`/objections/${id}/decision`}>作出处理决定</LinkButton>
          ) : null}
          {page.mayAmend ? (
            <LinkButton to={`/tenders/${tenderId}/amend`}>更正招标文件</LinkButton>
          ) : null}
        </>
      }
    >
      <SuspensionBanner suspensions={suspensions} lots={lots} />
      <Section title="期限与进度">
        <ObjectionCourseChart steps={steps} />
      </Section>
      <Section title={`${word}内容`}>
        <DefinitionList
          items={[
            { label: '提出人', value: objection.objectorName },
            { label: '提出时间', value: <ChinaDateTime instant={objection.filedAt} /> },
            { label: '范围', value: lotName ?? '整个项目' },
          ]}
        />
        <LongText label="所针对的行为" text={objection.act} />
        <LongText label="事实与法律依据" text={objection.ground} />
        <LongText label="证据" text={objection.evidence} />
        <LongText label="请求" text={objection.remedyAsked} />
      </Section>
      {answer ? (
        <Section title="答复">
          <DefinitionList
            items={[
              { label: '结论', value: `${word}${objectionOutcomeLabel[answer.outcome]}` },
              { label: '处理', value: remedyLabel[answer.remedy] },
              { label: '答复时间', value: <ChinaDateTime instant={answer.answeredAt} /> },
            ]}
          />
          <LongText label="答复内容" text={answer.text} />
        </Section>
      ) : null}
      {complaint ? <ComplaintSection complaint={complaint} /> : null}
    </Page>
  )
}

function ComplaintSection({ complaint }: { complaint: NonNullable<Objection['complaint']> }) {
  const { order, decision } = complaint
  return (
    <Section title="投诉">
      <DefinitionList
        items={[
          { label: '投诉时间', value: <ChinaDateTime instant={complaint.filedAt} /> },
          ...(order
            ? [
                { label: '暂停通知', value: order.document },
                {
                  label: '暂停至（含当日）',
                  value: <ChinaDate date={order.until} />,
                },
              ]
            : []),
          ...(decision
            ? [
                { label: '处理决定', value: decision.document },
                { label: '决定结论', value: `投诉${objectionOutcomeLabel[decision.outcome]}` },
                { label: '决定处理', value: remedyLabel[decision.remedy] },
                { label: '决定时间', value: <ChinaDateTime instant={decision.decidedAt} /> },
              ]
            : []),
        ]}
      />
      <LongText label="事实与理由" text={complaint.facts} />
      <LongText label="投诉请求" text={complaint.request} />
      {decision ? <LongText label="决定内容" text={decision.text} /> : null}
    </Section>
  )
}

/** Text over the whole width, as its writer broke it into lines. */
function LongText({ label, text }: { label: string; text: string }) {
  return (
    <div className="long-text">
      <h3>{label}</h3>
      <p className="prose">{text}</p>
    </div>
  )
}
