import { DataTable } from '#app/components/data-table.tsx'
import { Section } from '#app/components/page.tsx'

const PROMISES = [
  {
    who: '其他投标人与公众',
    cannot: '不知道有没有人投标、有几家、是谁；读不到任何内容。',
    check: '开标前公布的承诺值带随机数，没有投标和有投标看起来一样。',
  },
  {
    who: '采购人与采购代理机构的经办人',
    cannot: '与公众相同：开标前没有投标份数、名单、大小或时间。',
    check: '操作留痕公开给审计；投标人的行为只记入密封日志，开标时才公开。',
  },
  {
    who: '开标人员，不足规定人数时',
    cannot: '手中的份额合在一起也得不到任何一位的报价，一点信息都没有。',
    check: '招标公告载明由哪几位、哪几个单位的密钥，几位才能开启；没有一个单位独自够数。',
  },
  {
    who: '平台运营方，拿着数据库、磁盘和全部服务器密钥',
    cannot: '读不到投标内容：解密密钥从未到过服务器。改动或删掉一份密封件会与回执、承诺值不符。',
    check: '投标人用回执和自己留的密封件核对；开标后任何人重算密封日志。',
  },
  {
    who: '平台运营方，在截止之后',
    cannot: '补不进、换不掉、抽不走投标：截止时刻的承诺值已经公布，之后写不进符合它的日志。',
    check: '保存截止后公布的承诺值，开标后与密封日志核对。',
  },
  {
    who: '投标人自己',
    cannot: '截止后改不了，也不能对不同的开标人员给出不同内容：份额的校验值写在密封件里。',
    check: '密封错误的份额在开标时被逐份识破并记入开标记录。',
  },
]

const LIMITS = [
  '密封用的脚本由平台发出。平台若在某一刻给某一位投标人发了被改过的脚本，公布的校验值事后能查，但当时拦不住。担心这一点的，请使用离线密封工具，并核对它的校验值。',
  '达到规定人数的开标人员串通，可以提前解密他们拿得到的密封件。密封件只在平台上，所以还须平台配合；规定人数和人选由招标公告确定。',
  '服务器看得到谁在何时上传、上传了多少：大小按 64 KiB 取整，但不隐藏。开标前这些不给任何人看，只是运营方在技术上能看到。',
  '投标人电脑上的恶意软件看得到投标人看得到的一切。',
  '密封保证不被提前读到，不保证一定能打开：开标人员的密钥丢失过多时，由投标人用自己的密钥在开标现场解密；两者都没有的，该投标视为撤回。',
]

/** What is promised, against whom, how it is checked, and where it ends. */
export function Promises() {
  return (
    <>
      <Section title="对谁保证什么" id="promises">
        <DataTable
          caption="开标之前"
          rows={PROMISES}
          keyOf={({ who }) => who}
          columns={[
            { header: '对谁', cell: ({ who }) => <strong>{who}</strong> },
            { header: '做不到什么', cell: ({ cannot }) => cannot },
            { header: '怎样核对', cell: ({ check }) => check },
          ]}
        />
      </Section>
      <Section title="不保证什么" id="limits">
        <ul className="plain-list">
          {LIMITS.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      </Section>
    </>
  )
}
