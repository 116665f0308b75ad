import { Form, useNavigation } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'

/** Starts a run and says that it takes its time. */
export function RerunButton({ first }: { first: boolean }) {
  const busy = useNavigation().formMethod === 'POST'
  return (
    <Form method="post" className="post-button">
      <Button type="submit" disabled={busy}>
        {busy ? '正在复算…' : first ? '开始复算' : '重新复算'}
      </Button>
      <output className="muted">
        {busy ? '正在逐笔核对全年明细，百万笔约需十秒，请稍候。' : ''}
      </output>
    </Form>
  )
}
