import { exactTimeText } from '#app/components/format.ts'
import { type NotReady } from '#app/domain/opening/opening-readiness.ts'

/** Why the bids cannot be opened yet, by the names of those who are awaited or by the end of the window. */
export function waitingText(
  waitsFor: NotReady,
  {
    awaited,
    session,
    now,
  }: { awaited: readonly string[]; session: { bidderWindowEndsAt: Date } | null; now: Date },
): string {
  if (waitsFor === 'shares-awaited')
    return `还不能开启：尚待${awaited.join('、')}释放份额；密钥无法使用的，请报告原因`
  const end = session ? exactTimeText(session.bidderWindowEndsAt) : ''
  return `还不能开启：份额不足的投标文件，投标人可在${end}前自行解密；服务器时间${exactTimeText(now)}`
}
