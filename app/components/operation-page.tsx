import { Link, useParams } from '@remix-run/react'
import { ActRefusal } from '#app/forms/post-button.tsx'
import { Page } from './page.tsx'

/** Where a refused act lands: the reason, and the way back. Acts are done from the page they belong to. */
export function OperationPage({
  title,
  back,
}: {
  title: string
  back: (params: Readonly<Record<string, string | undefined>>) => string
}) {
  const params = useParams()
  return (
    <Page title={title}>
      <ActRefusal />
      <p>这项操作须在它所属的页面办理。</p>
      <p>
        <Link to={back(params)}>返回所属页面</Link>
      </p>
    </Page>
  )
}
