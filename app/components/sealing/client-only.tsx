import { type ReactNode, useSyncExternalStore } from 'react'
import { Alert } from '#app/components/page.tsx'

/** What only a browser can do: keys and bids are in the clear there and nowhere else. */
export function ClientOnly({ children }: { children: ReactNode }) {
  const support = useSyncExternalStore(neverChanges, supportHere, () => 'unknown' as const)
  if (support === 'ready') return <>{children}</>
  if (support === 'insecure')
    return (
      <Alert tone="danger" title="当前连接不能使用密钥">
        <p>浏览器只在加密连接（https）下提供加密功能，请改用 https 地址访问本平台。</p>
      </Alert>
    )
  return (
    <>
      <noscript>
        <Alert tone="warning" title="这一步需要启用 JavaScript">
          <p>
            密钥和投标内容只在您的浏览器中加密、解密，不发送给服务器，因此须启用浏览器的 JavaScript
            后刷新本页。
          </p>
        </Alert>
      </noscript>
      <p className="muted waits-for-script" aria-live="polite">
        正在准备加密功能…
      </p>
    </>
  )
}

function supportHere(): 'ready' | 'insecure' {
  return window.isSecureContext ? 'ready' : 'insecure'
}

function neverChanges(): () => void {
  return () => {}
}
