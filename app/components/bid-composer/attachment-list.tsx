import { useState } from 'react'
import { Button } from '#app/components/button.tsx'
import { sizeText } from '#app/components/format.ts'
import { attachmentKindLabel } from '#app/components/labels.ts'
import { Section } from '#app/components/page.tsx'
import {
  ATTACHMENT_ENDINGS,
  type AttachmentProblem,
  MOST_ATTACHMENT_BYTES_IN_ALL,
  checkAttachment,
} from '#app/domain/bid/attachment-type.ts'
import { ATTACHMENT_KINDS, type AttachmentKind } from '#app/domain/bid/bid-content.ts'
import { FileChooser } from '#app/forms/file-chooser.tsx'
import { type DraftFile } from './bid-draft.ts'

const PROBLEM_TEXT: Record<AttachmentProblem, string> = {
  'empty-file': '文件是空的',
  'too-large-in-all': '全部附件合计超过 100 MiB，请压缩后再选择',
  'too-many': '附件最多20个',
  'unknown-type': '只接受 PDF、DOCX、XLSX、JPG、PNG 或 ZIP 文件，且内容须与扩展名一致',
}

/** The attachments of a bid by kind: chosen, listed, removed. Nothing is sent. */
export function AttachmentList({
  files,
  missing,
  onChange,
}: {
  files: readonly DraftFile[]
  missing: readonly AttachmentKind[] // to be told so
  onChange: (files: readonly DraftFile[]) => void
}) {
  const [refused, setRefused] = useState<{ kind: AttachmentKind; text: string }>()
  const total = files.reduce((sum, { file }) => sum + file.size, 0)
  const errorAt = (kind: AttachmentKind) =>
    refused?.kind === kind
      ? refused.text
      : missing.includes(kind)
        ? `缺少必需的附件：${attachmentKindLabel[kind]}`
        : undefined

  async function add(kind: AttachmentKind, chosen: File[]) {
    const taken = [...files]
    let text: string | undefined
    for (const file of chosen) {
      const start = new Uint8Array(await file.slice(0, 16).arrayBuffer())
      const fileName = safeName(file.name)
      const others = taken.map((other) => other.file)
      const checked = checkAttachment({ fileName, size: file.size, start }, others)
      if (checked.ok) taken.push({ id: crypto.randomUUID(), kind, file })
      else text = `${fileName}：${PROBLEM_TEXT[checked.refusal]}`
    }
    setRefused(text === undefined ? undefined : { kind, text })
    onChange(taken)
  }

  return (
    <Section
      title="附件"
      actions={
        <span className="muted">
          合计 {sizeText(total)}，不超过 {sizeText(MOST_ATTACHMENT_BYTES_IN_ALL)}
        </span>
      }
    >
      <div className="form-grid">
        {ATTACHMENT_KINDS.map((kind) => (
          <div key={kind} className="attachment-kind">
            <FileChooser
              name={`attachments.${kind}`}
              label={attachmentKindLabel[kind]}
              hint="PDF、DOCX、XLSX、JPG、PNG 或 ZIP"
              accept={ATTACHMENT_ENDINGS}
              multiple
              required={kind !== 'other'}
              error={errorAt(kind)}
              onChosen={(chosen) => void add(kind, chosen)}
            />
            <ul className="attachment-files" aria-label={`已选择的${attachmentKindLabel[kind]}`}>
              {files
                .filter((entry) => entry.kind === kind)
                .map(({ id, file }) => (
                  <li key={id}>
                    <span>
                      {safeName(file.name)} <span className="muted">{sizeText(file.size)}</span>
                    </span>
                    <Button
                      type="button"
                      tone="danger"
                      onClick={() => onChange(files.filter((other) => other.id !== id))}
                    >
                      移除
                      <span className="visually-hidden">{safeName(file.name)}</span>
                    </Button>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  )
}

/** A name without a path or control characters, of a length that any file system takes. */
export function safeName(name: string): string {
  return (
    name
      .replaceAll(/\p{Cc}/gu, '')
      .replace(/^.*[/\\]/, '')
      .slice(-120) || '附件'
  )
}
