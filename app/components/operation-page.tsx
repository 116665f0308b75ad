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
      <p>
        <Link to={back(params)}>返回上一页继续办理</Link>
      </p>
    </Page>
  )
}
