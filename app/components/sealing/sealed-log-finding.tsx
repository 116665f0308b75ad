import { ExactTime, HashText } from '#app/components/values.tsx'
import { checkReceipt } from '#app/sealing/receipt.ts'
import {
  type CommitmentFinding,
  type SealedEntryFinding,
  type SealedEntryProblem,
  type SealedLogFile,
  checkSealedLog,
  findInSealedLog,
  readSealedLogFile,
} from '#app/sealing/sealed-log-file.ts'
import { signingKeyFingerprint, signingKeyId } from '#app/sealing/signing-key-id.ts'
import { type Finding } from './finding-list.tsx'
import { actText } from './receipt-finding.tsx'

export type SealedLogCheckOutcome = {
  problem: 'not-a-sealed-log' | undefined
  unreadable: readonly string[] // names of files that are no receipts
  findings: readonly Finding[]
}

export const sealedEntryProblemText: Record<SealedEntryProblem, string> = {
  'not-a-receipt': '不是回执',
  'signature-wrong': '签名与内容不符',
  'of-another-tender': '属于另一个项目',
  'chain-broken': '与该投标人的上一条不衔接：中间有缺失或改动',
  'not-committed': '晚于全部承诺值',
}

/** What a sealed log turns out to be, and whether it has the receipts beside it. */
export async function checkSealedLogFiles(
  logFile: File,
  receiptFiles: readonly File[],
): Promise<SealedLogCheckOutcome> {
  const log = readSealedLogFile(await logFile.text())
  if (!log.ok) return { problem: log.refusal, unreadable: [], findings: [] }
  const { entries, commitments } = await checkSealedLog(log.value)
  const own = await Promise.all(receiptFiles.map((file) => receiptFinding(log.value, file)))
  return {
    problem: undefined,
    unreadable: receiptFiles.filter((_file, index) => !own[index]).map(({ name }) => name),
    findings: [
      ...own.flatMap((finding) => finding ?? []),
      ...entries.map(entryFinding),
      ...commitments.map(commitmentFinding),
      ...(commitments.length === 0
        ? [{ key: 'none', isRight: false, what: '日志没有任何承诺值' }]
        : []),
      ...(await keyFindings(entries)),
      { key: 'published', isRight: null, what: '请将上列承诺值与开标前公布的承诺值核对' },
    ],
  }
}

async function receiptFinding(log: SealedLogFile, file: File): Promise<Finding | undefined> {
  const key = `receipt ${file.name}`
  const checked = checkReceipt(await file.text())
  if (!checked.ok && checked.refusal === 'not-a-receipt') return undefined
  if (!checked.ok) return { key, isRight: false, what: `回执 ${file.name} 签名与内容不符` }
  const index = findInSealedLog(log, checked.value.receipt)
  if (index === undefined) return { key, isRight: false, what: `日志中没有回执 ${file.name}` }
  return { key, isRight: true, what: `回执 ${file.name} 是日志第 ${index + 1} 条` }
}

function entryFinding(
  { statement, statementSha256, problem }: SealedEntryFinding,
  index: number,
): Finding {
  const key = `entry ${index}`
  const name = `日志第 ${index + 1} 条`
  if (problem || !statement) {
    const what = `${name}${sealedEntryProblemText[problem ?? 'not-a-receipt']}`
    return { key, isRight: false, what }
  }
  const { act, at, position } = statement
  const what = (
    <>
      <p>
        {name}：{actText[act]}，<ExactTime instant={new Date(at)} />
        ，该投标人第 {position} 条
      </p>
      <HashText sha256={statementSha256} />
    </>
  )
  return { key, isRight: true, what }
}

function commitmentFinding(finding: CommitmentFinding): Finding {
  const { upTo, covered, commitment, recomputed, isRight } = finding
  return {
    key: `commitment ${upTo}`,
    isRight,
    what: (
      <>
        <p>
          截至 <ExactTime instant={new Date(upTo)} /> 的承诺值
          {isRight ? `由其前 ${covered} 条重算一致` : '与重算的不同'}
        </p>
        <HashText sha256={commitment} />
        {isRight ? null : (
          <p>
            重算得 <HashText sha256={recomputed} />
          </p>
        )}
      </>
    ),
  }
}

async function keyFindings(entries: readonly SealedEntryFinding[]): Promise<Finding[]> {
  const keys = [...new Set(entries.map(({ publicKey }) => publicKey))]
  return Promise.all(
    keys.map(async (publicKey) => ({
      key: publicKey,
      isRight: null,
      what: (
        <>
          <p>
            请将签名密钥与平台公布的回执签名密钥核对：指纹{' '}
            <code>{signingKeyFingerprint(await signingKeyId(publicKey))}</code>
          </p>
          <HashText sha256={publicKey} />
        </>
      ),
    })),
  )
}
