import { useNavigate } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { type DraftFile } from '#app/components/bid-composer/bid-draft.ts'
import { typedOffer } from '#app/components/bid-composer/bid-form.ts'
import { type DraftPlace, keepDraft } from '#app/components/bid-composer/local-draft.ts'
import { OfferTable } from '#app/components/bid-composer/offer-table.tsx'
import { Button } from '#app/components/button.tsx'
import { Alert, Section } from '#app/components/page.tsx'
import { UnlockKey } from '#app/components/sealing/unlock-key.tsx'
import { type BidBasis } from '#app/domain/bid/bid-content.ts'
import { type EnvelopeHeader } from '#app/sealing/envelope-header.ts'
import { type SealingKey } from '#app/sealing/sealing-key.ts'
import { type ReopenedBid, readOwnHeader, reopenAttachment, reopenBid } from './own-envelope.ts'

const DAMAGED = '密封件与回执不符或已损坏，请持回执联系平台与监督部门。'

/** Unlocks a bidder's own envelope and shows the bid; it may be taken as a new draft. */
export function ReopenedEnvelope({
  lot,
  place,
  submissionId,
  headerText,
  envelopeSha256,
  mayEdit,
}: {
  lot: { id: string; bidBasis: BidBasis }
  place: DraftPlace
  submissionId: string
  headerText: string
  envelopeSha256: string
  mayEdit: boolean
}) {
  const navigate = useNavigate()
  const [header, setHeader] = useState<EnvelopeHeader>()
  const [bid, setBid] = useState<ReopenedBid>()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    void readOwnHeader(headerText, envelopeSha256).then((read) =>
      read ? setHeader(read) : setProblem(DAMAGED),
    )
  }, [headerText, envelopeSha256])

  if (!header) return problem ? <Alert tone="danger" title={problem} /> : null
  const envelope = { address: `/lots/${lot.id}/bid/envelope/${submissionId}`, header }

  async function open({ identity }: SealingKey) {
    const opened = await reopenBid(envelope, identity)
    if (opened.ok) setBid(opened.value)
    setProblem(
      opened.ok
        ? undefined
        : opened.refusal === 'other-key'
          ? '这把密钥打不开本公司副本，请选择密封时所用的密钥文件。'
          : DAMAGED,
    )
  }

  async function save(index: number) {
    const file = bid && (await reopenAttachment(envelope, bid, index))
    if (!file) return setProblem(DAMAGED)
    const address = URL.createObjectURL(file)
    const link = document.createElement('a')
    link.href = address
    link.download = file.name
    link.click()
    URL.revokeObjectURL(address)
  }

  async function takeAsDraft({ content }: ReopenedBid) {
    setBusy(true)
    const files: DraftFile[] = []
    for (const [index, { kind }] of content.attachments.entries()) {
      const file = bid && (await reopenAttachment(envelope, bid, index))
      if (file) files.push({ id: crypto.randomUUID(), kind, file })
    }
    await keepDraft(place, { values: typedOffer(content, lot.bidBasis), files })
    navigate(`/lots/${lot.id}/bid/edit`)
  }

  return (
    <>
      {problem ? <Alert tone="danger" title={problem} /> : null}
      {bid ? (
        <Section title="投标文件">
          <OfferTable
            basis={lot.bidBasis}
            offer={bid.content}
            attachments={bid.content.attachments}
          />
          <div className="form-actions">
            {bid.content.attachments.map(({ id, fileName }, index) => (
              <Button key={id} type="button" tone="plain" onClick={() => void save(index)}>
                保存 {fileName}
              </Button>
            ))}
            {mayEdit ? (
              <Button type="button" disabled={busy} onClick={() => void takeAsDraft(bid)}>
                {busy ? '正在取回附件…' : '作为新的草稿修改'}
              </Button>
            ) : null}
          </div>
        </Section>
      ) : (
        <Section title="解锁本公司密钥">
          <UnlockKey
            recipient={header.bidderCopy.recipient}
            onUnlocked={(key) => void open(key)}
            submitLabel="解锁并查看"
          />
        </Section>
      )}
    </>
  )
}
