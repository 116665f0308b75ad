import { Link } from '@remix-run/react'
import { LinkButton } from '#app/components/button.tsx'
import { Section } from '#app/components/page.tsx'
import { type ReviewItem } from '#app/domain/evaluation/review-checklist.ts'
import { type ReviewStage } from '#app/domain/evaluation/review-progress.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { HiddenField, RadioGroup, TextArea } from '#app/forms/inputs.tsx'
import { reviewForm } from './review-form.ts'

type WaitingBid = { submissionId: string; bidderName: string }

const HOW_IT_COUNTS: Record<ReviewStage, string> = {
  qualification: '任何一项不满足，资格审查即不通过。',
  compliance: '带★的实质性条款有一项不满足，即不通过；其余条款不满足记为细微偏差。',
}

/** The whole checklist of one bid as one form; the verdict follows from what is found. */
export function ChecklistForm({
  title,
  lotId,
  stage,
  items,
  bid,
  waitingBids,
}: {
  title: string
  lotId: string
  stage: ReviewStage
  items: readonly ReviewItem[]
  bid: WaitingBid
  waitingBids: readonly WaitingBid[]
}) {
  return (
    <Section
      title={title}
      actions={
        stage === 'compliance' ? (
          <LinkButton to={`/lots/${lotId}/reviews/${bid.submissionId}/clarification`}>
            要求澄清
          </LinkButton>
        ) : null
      }
    >
      {waitingBids.length > 1 ? (
        <nav aria-label="待审查的投标文件">
          <ul>
            {waitingBids.map(({ submissionId, bidderName }) => (
              <li key={submissionId}>
                {submissionId === bid.submissionId ? (
                  <strong aria-current="true">{bidderName}</strong>
                ) : (
                  <Link to={`?bid=${submissionId}`} preventScrollReset>
                    {bidderName}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      <p className="muted">{HOW_IT_COUNTS[stage]}结论提交后不能再改。</p>
      <ActionForm key={bid.submissionId} schema={reviewForm} submitLabel="提交审查结论">
        <HiddenField name="stage" value={stage} />
        <HiddenField name="submissionId" value={bid.submissionId} />
        {items.map(({ id, text, essential }, index) => (
          <div key={id} className="form-row">
            <HiddenField name={`findings.${index}.itemId`} value={id} />
            <RadioGroup
              name={`findings.${index}.met`}
              legend={`${essential ? '★' : ''}${text}`}
              options={[
                { value: 'met', label: '满足' },
                { value: 'unmet', label: '不满足' },
              ]}
            />
            <TextArea
              name={`findings.${index}.note`}
              label={`说明（${text}）`}
              rows={2}
              hint="不满足时必填"
              required={false}
            />
          </div>
        ))}
      </ActionForm>
    </Section>
  )
}
