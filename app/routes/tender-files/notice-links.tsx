import { Link } from '@remix-run/react'

/** What belongs to the bidding documents besides their text, from the public notice. */
export function NoticeLinks({
  tenderId,
  mayAsk,
  mayReadDocuments,
}: {
  tenderId: string
  mayAsk: boolean
  mayReadDocuments: boolean
}) {
  const notice = `/notices/${tenderId}`
  return (
    <nav aria-label="招标文件的澄清与附件" className="register-links">
      <ul>
        <li>
          <Link to={`${notice}/clarifications`}>澄清答复</Link>
        </li>
        {mayAsk ? (
          <li>
            <Link to={`${notice}/ask`}>提出澄清问题</Link>
          </li>
        ) : null}
        {mayReadDocuments ? (
          <li>
            <Link to={`${notice}/files`}>招标文件附件</Link>
          </li>
        ) : null}
        <li>
          <Link to={`/consultations?tender=${tenderId}`}>征求意见记录</Link>
        </li>
      </ul>
    </nav>
  )
}
