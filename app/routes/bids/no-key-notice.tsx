import { LinkButton } from '#app/components/button.tsx'
import { Alert } from '#app/components/page.tsx'

/** An insurer without a proven key cannot keep a copy for itself, and so cannot seal. */
export function NoKeyNotice() {
  return (
    <Alert tone="warning" title="投标前，本公司须先生成密钥">
      <p>
        密封件为本公司留一份副本，只有本公司的密钥能打开；开标人员的密钥不能使用时，本公司也要用它自行解密。
      </p>
      <p>
        <LinkButton to="/account/sealing-key">生成密钥</LinkButton>
      </p>
    </Alert>
  )
}
