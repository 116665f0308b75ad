import { Link } from '@remix-run/react'

/** What an officer keeps beside a tender's form. */
export function OfficerLinks({
  tenderId,
  isPublished,
}: {
  tenderId: string
  isPublished: boolean
}) {
  const tender = `/tenders/${tenderId}`
  return (
    <nav aria-label="附件、征求意见与澄清" className="register-links">
      <ul>
        <li>
          <Link to={`${tender}/files`}>招标文件附件</Link>
        </li>
        <li>
          <Link to={`${tender}/consultations`}>征求意见</Link>
        </li>
        {isPublished ? (
          <li>
            <Link to={`${tender}/clarifications`}>澄清问题</Link>
          </li>
        ) : null}
      </ul>
    </nav>
  )
}
