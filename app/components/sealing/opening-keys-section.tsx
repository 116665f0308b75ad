import { Link } from '@remix-run/react'
import { Section } from '#app/components/page.tsx'
import { type KeyHolder, OpeningKeyTable } from './opening-key-table.tsx'

/** Whom bids are sealed to, and what it takes to open them (开标密钥与密封). */
export function OpeningKeysSection({
  keys,
  threshold,
  bidderOpeningMinutes,
}: {
  keys: readonly KeyHolder[]
  threshold: number
  bidderOpeningMinutes: number
}) {
  return (
    <Section
      title="开标密钥与密封"
      id="opening-keys"
      actions={<Link to="/sealing">密封如何做到、如何验证</Link>}
    >
      <p>
        投标在投标人的浏览器中加密后才递交，平台不持有任何能打开投标的密钥。每份投标的解密密钥拆成{' '}
        {keys.length} 份份额，分别密封给下列开标人员；开标时凑齐其中任意 {threshold}{' '}
        份才能打开。开标开始后 {bidderOpeningMinutes} 分钟内，投标人也可以用自己的密钥解密。
      </p>
      <OpeningKeyTable keys={keys} />
    </Section>
  )
}
