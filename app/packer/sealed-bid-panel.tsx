import { Button } from '#app/components/button.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { sizeText } from '#app/components/format.ts'
import { Alert, Section } from '#app/components/page.tsx'
import { saveFile } from '#app/components/sealing/save-file.ts'
import { HashText } from '#app/components/values.tsx'
import { Answer } from '#app/forms/answer.tsx'
import { type SealedEnvelope } from '#app/sealing/seal-bid.ts'

/** A sealed bid, to be saved and carried to the portal. */
export function SealedBidPanel({
  envelope,
  file,
  onAgain,
  onOther,
}: {
  envelope: SealedEnvelope
  file: Blob
  onAgain: () => void
  onOther: () => void
}) {
  const { envelopeSha256 } = envelope
  return (
    <Answer to={envelope}>
      <Section title="保存密封件">
        <Alert tone="success" title="投标文件已密封">
          <p>请保存密封件，拷到能上网的电脑，在平台“上传离线密封的投标文件”中上传并递交。</p>
        </Alert>
        <DefinitionList
          items={[
            { label: '密封件校验值', value: <HashText sha256={envelopeSha256} /> },
            { label: '大小', value: sizeText(file.size) },
          ]}
        />
        <p>递交后回执所载的密封件校验值应与上面一致。密封件请一直保留，以便日后核对。</p>
        <div className="form-actions">
          <Button
            type="button"
            onClick={() => saveFile(`密封件-${envelopeSha256.slice(0, 8)}.gongji-bid`, file)}
          >
            保存密封件
          </Button>
          <Button type="button" tone="plain" onClick={onAgain}>
            返回修改并重新密封
          </Button>
          <Button type="button" tone="plain" onClick={onOther}>
            为另一采购包密封
          </Button>
        </div>
      </Section>
    </Answer>
  )
}
