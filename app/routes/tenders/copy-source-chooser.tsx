import { Form, Link } from '@remix-run/react'
import { type ReactNode } from 'react'
import { Button } from '#app/components/button.tsx'
import { EmptyState, Section } from '#app/components/page.tsx'
import { PlainSelectField, PlainTextField } from '#app/forms/plain-inputs.tsx'
import { type CopySources } from './copy-source.server.ts'

/** Where a new tender may start: each choice is an address, so it needs no script. */
export function CopySourceChooser({ sources }: { sources: CopySources }) {
  const { own, templates, search, found } = sources
  return (
    <Section title="从哪里开始" id="start-from">
      <p className="muted">
        可以从本单位或其他已公告的项目复制，也可以套用省级合同范本；否则从典型条款开始。
      </p>
      <div className="form-grid">
        {own.length > 0 ? (
          <StartForm label="复制该项目">
            <PlainSelectField name="from" label="本单位项目" options={own} />
          </StartForm>
        ) : null}
        {templates.length > 0 ? (
          <StartForm label="套用该范本">
            <PlainSelectField name="template" label="合同范本" options={templates} />
          </StartForm>
        ) : null}
        <StartForm label="查找">
          <PlainTextField name="search" label="其他已公告的项目" defaultValue={search} />
        </StartForm>
      </div>
      {search ? <FoundTenders found={found} /> : null}
    </Section>
  )
}

function StartForm({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Form method="get" action="/tenders/new" reloadDocument className="form">
      {children}
      <Button type="submit" tone="plain">
        {label}
      </Button>
    </Form>
  )
}

function FoundTenders({ found }: { found: CopySources['found'] }) {
  if (found.length === 0)
    return <EmptyState title="没有找到已公告的项目">请换一个名称、编号或地区。</EmptyState>
  return (
    <ul>
      {found.map(({ id, title, procuringEntityName }) => (
        <li key={id}>
          <Link to={`/tenders/new?from=${id}`} reloadDocument>
            {title}
          </Link>
          （{procuringEntityName}）
        </li>
      ))}
    </ul>
  )
}
