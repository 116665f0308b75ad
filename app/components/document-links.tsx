/** A paper of the procedure to save, in both formats: 公告 PDF · DOCX. */
export function DocumentLinks({ label, path }: { label: string; path: string }) {
  return (
    <p className="document-links">
      {label}{' '}
      <a href={`${path}.pdf`} aria-label={`${label} PDF`}>
        PDF
      </a>
      {' · '}
      <a href={`${path}.docx`} aria-label={`${label} DOCX`}>
        DOCX
      </a>
    </p>
  )
}
