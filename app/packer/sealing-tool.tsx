import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { Section } from '#app/components/page.tsx'
import { ReceiptCheck } from '#app/components/sealing/receipt-check.tsx'
import { SealedLogCheck } from '#app/components/sealing/sealed-log-check.tsx'
import { KeyPanel } from './key-panel.tsx'
import { SealPanel } from './seal-panel.tsx'

const TABS: readonly { id: string; label: string; panel: ReactNode }[] = [
  { id: 'seal', label: '密封投标', panel: <SealPanel /> },
  { id: 'key', label: '生成密钥', panel: <KeyPanel /> },
  {
    id: 'receipt',
    label: '核对回执',
    panel: (
      <Section title="核对回执">
        <p>
          核对回执的签名、时间，以及您保存的密封件是不是回执所载的那一份。签名密钥请与从别处得到的平台公布值比较。
        </p>
        <ReceiptCheck publishedKeys={null} />
      </Section>
    ),
  },
  {
    id: 'log',
    label: '核对密封日志',
    panel: (
      <Section title="核对密封日志">
        <p>
          开标后公布的密封日志载有全部投标人的每一份回执。这里重算每个承诺值，并查找本公司的回执：开标前公布的承诺值与重算一致，就说明其后没有增删改动。
        </p>
        <SealedLogCheck />
      </Section>
    ),
  },
]

/** The offline sealing tool (离线密封工具): one page, no network. */
export function SealingTool() {
  const [chosen, setChosen] = useState('seal')
  return (
    <>
      <header className="site-header">
        <div className="site-header-inner">
          <h1 className="site-name">
            共济离线密封工具<small>不联网：填写、密封、核对都在本机</small>
          </h1>
        </div>
      </header>
      <nav className="site-nav" aria-label="功能">
        <div role="tablist" aria-label="功能" className="tabs">
          {TABS.map(({ id, label }) => (
            <button
              key={id}
              type="button"
              role="tab"
              id={`tab-${id}`}
              aria-selected={id === chosen}
              aria-controls={`panel-${id}`}
              tabIndex={id === chosen ? 0 : -1}
              onClick={() => setChosen(id)}
              onKeyDown={(event) => moveByArrow(event, setChosen)}
            >
              {label}
            </button>
          ))}
        </div>
      </nav>
      <main className="site-main">
        {TABS.map(({ id, panel }) => (
          // Hidden rather than taken away: what was typed in one must survive a look at another.
          <div
            key={id}
            role="tabpanel"
            id={`panel-${id}`}
            aria-labelledby={`tab-${id}`}
            hidden={id !== chosen}
          >
            {panel}
          </div>
        ))}
      </main>
    </>
  )
}

const STEP: Partial<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 }

function moveByArrow({ key, currentTarget }: KeyboardEvent, choose: (id: string) => void): void {
  const step = STEP[key]
  const index = TABS.findIndex(({ id }) => currentTarget.id === `tab-${id}`)
  const next = step && TABS[(index + step + TABS.length) % TABS.length]
  if (!next) return
  choose(next.id)
  document.getElementById(`tab-${next.id}`)?.focus()
}
