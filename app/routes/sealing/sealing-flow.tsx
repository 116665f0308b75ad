type Lane = 'bidder' | 'portal' | 'officers'

const LANES: Record<Lane, { x: number; title: string; note: string }> = {
  bidder: { x: 130, title: '投标人的电脑', note: '明文只在这里' },
  portal: { x: 450, title: '平台服务器', note: '只有密文' },
  officers: { x: 770, title: '开标人员的电脑', note: '各持一把密钥' },
}

type Step = { from: Lane; to: Lane; label: string; text: string; phase: 'sealing' | 'opening' }

const STEPS: readonly Step[] = [
  {
    phase: 'sealing',
    from: 'officers',
    to: 'portal',
    label: '登记公开密钥',
    text: '每位开标人员在自己的浏览器生成密钥，用口令锁成文件自行保管；平台只登记公开部分。招标公告载明是哪几位，几位同时才能开标。',
  },
  {
    phase: 'sealing',
    from: 'portal',
    to: 'bidder',
    label: '公告所载的公开密钥',
    text: '投标人取得公告所载的公开密钥，核对指纹。',
  },
  {
    phase: 'sealing',
    from: 'bidder',
    to: 'bidder',
    label: '加密、拆分密钥',
    text: '投标人的浏览器为这一份投标新造一把密钥，加密投标内容和附件；再把这把密钥拆成份额，逐份加密给每位开标人员，另留一份给投标人自己。',
  },
  {
    phase: 'sealing',
    from: 'bidder',
    to: 'portal',
    label: '密封件（密文）',
    text: '只有密文离开投标人的电脑。',
  },
  {
    phase: 'sealing',
    from: 'portal',
    to: 'bidder',
    label: '签名的回执',
    text: '平台签发回执，载明密封件的指纹和服务器时间，并记入密封日志；日志的承诺值每日零时和截止时刻公布。',
  },
  {
    phase: 'opening',
    from: 'portal',
    to: 'officers',
    label: '各自的密封份额',
    text: '截止之后由具名的开标人员宣布开标开始，各开标人员的浏览器取得自己的密封份额。',
  },
  {
    phase: 'opening',
    from: 'officers',
    to: 'portal',
    label: '解密的份额',
    text: '各自在本机解密份额并交出，每份都与密封件所载的校验值核对，错的一份会指名。',
  },
  {
    phase: 'opening',
    from: 'bidder',
    to: 'portal',
    label: '自行解密（备用）',
    text: '份额不够时，投标人在规定时限内用自己的密钥解密自己的投标。',
  },
  {
    phase: 'opening',
    from: 'portal',
    to: 'portal',
    label: '合成密钥，同时开启',
    text: '够数后平台合成每份投标的密钥，全部投标同时开启；公布开标记录、密封日志和承诺值的随机数。',
  },
]

const TOP = 90
const ROW = 46
const HEIGHT = TOP + STEPS.length * ROW + 20
const OPENING_AT = STEPS.findIndex(({ phase }) => phase === 'opening')

/** The way of a bid from its bidder to the opening, drawn and in words. */
export function SealingFlow() {
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- what scrolls must be reachable by keyboard, and no tag scrolls */}
      <div role="group" className="table-scroll" aria-label="密封与开标流程图" tabIndex={0}>
        <svg
          className="sealing-flow"
          viewBox={`0 0 900 ${HEIGHT}`}
          role="img"
          aria-label="投标人、平台、开标人员之间的九个步骤，文字见下"
        >
          <rect
            className="flow-opening"
            x={8}
            y={rowAt(OPENING_AT) - 30}
            width={884}
            height={ROW * (STEPS.length - OPENING_AT) + 4}
          />
          <text className="flow-deadline" x={16} y={rowAt(OPENING_AT) - 14}>
            投标截止之后
          </text>
          {Object.values(LANES).map(({ x, title, note }) => (
            <g key={title}>
              <line className="flow-lane" x1={x} x2={x} y1={TOP - 24} y2={HEIGHT - 8} />
              <rect className="flow-head" x={x - 100} y={8} width={200} height={52} />
              <text className="flow-title" x={x} y={30}>
                {title}
              </text>
              <text className="flow-note" x={x} y={50}>
                {note}
              </text>
            </g>
          ))}
          {STEPS.map((step, index) => (
            <StepArrow key={step.label} step={step} index={index} />
          ))}
        </svg>
      </div>
      <ol className="flow-steps">
        {STEPS.map(({ label, text }) => (
          <li key={label}>
            <strong>{label}</strong>：{text}
          </li>
        ))}
      </ol>
    </>
  )
}

function StepArrow({ step: { from, to, label }, index }: { step: Step; index: number }) {
  const y = rowAt(index)
  const start = LANES[from].x
  const text = `${index + 1} ${label}`
  if (from === to)
    return (
      <g>
        <circle className="flow-dot" cx={start} cy={y} r={5} />
        <text className="flow-label flow-beside" x={start + 14} y={y + 5}>
          {text}
        </text>
      </g>
    )
  const end = LANES[to].x
  const side = Math.sign(end - start)
  return (
    <g>
      <line className="flow-arrow" x1={start} x2={end - side * 8} y1={y} y2={y} />
      <path className="flow-tip" d={`M${end} ${y} l${-side * 10} -5 v10 z`} />
      <text className="flow-label" x={(start + end) / 2} y={y - 8}>
        {text}
      </text>
    </g>
  )
}

function rowAt(index: number): number {
  return TOP + index * ROW + 16
}
