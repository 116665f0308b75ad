import { Badge } from '#app/components/page.tsx'
import { type AttemptState } from '#app/domain/claims/attempt-state.ts'
import { type ImportAttempt } from '#db/queries/claims-imports.server.ts'
import { IMPORT_REFUSALS } from './import-text.ts'

const STAGES: Record<NonNullable<ImportAttempt['stage']>, string> = {
  receiving: '正在接收',
  checking: '正在逐行检查',
  posting: '正在入账',
}

type Outcome = Pick<ImportAttempt, 'outcome' | 'reason' | 'reversedAt' | 'stage'> & {
  state: AttemptState
}

/** Where a sending of a file stands, in a word. */
export function AttemptBadge({ outcome, reason, reversedAt, stage, state }: Outcome) {
  if (state === 'running')
    return <Badge tone="info">{stage ? STAGES[stage] : STAGES.receiving}</Badge>
  if (state === 'died' || reason === INTERRUPTED) return <Badge tone="warning">中断</Badge>
  if (reversedAt) return <Badge tone="neutral">已冲回</Badge>
  if (outcome === 'taken') return <Badge tone="success">已入账</Badge>
  if (outcome === 'already-taken') return <Badge tone="neutral">重复文件</Badge>
  if (outcome === 'totals-differ') return <Badge tone="danger">控制总数不符</Badge>
  return <Badge tone="danger">{outcome === 'bad-rows' ? '有错误行' : '未入账'}</Badge>
}

/** The reason of a file whose sender was cut off: nobody was refused. */
const INTERRUPTED = 'interrupted'
const CUT_OFF = '上传中断，没有任何一行入账；请重新上传同一份文件。'

/** The same in a sentence, with what to do next. */
export function outcomeText({
  outcome,
  reason,
  reversedAt,
  importNumber,
  state,
}: Pick<ImportAttempt, 'outcome' | 'reason' | 'reversedAt' | 'importNumber'> & {
  state: AttemptState
}): string {
  if (state === 'running') return '文件正在导入。可以离开或刷新本页，不影响导入。'
  if (state === 'died') return CUT_OFF
  if (reversedAt) return `文件曾作为第${importNumber}号入账，已整份冲回，不再计入本年度。`
  if (outcome === 'taken') return `整份文件已经入账，编为第${importNumber}号。`
  const word = (outcome === 'refused' ? reason : outcome) ?? ''
  if (word === INTERRUPTED) return CUT_OFF
  return isRefusal(word) ? IMPORT_REFUSALS[word] : '文件没有入账。'
}

function isRefusal(word: string): word is keyof typeof IMPORT_REFUSALS {
  return Object.hasOwn(IMPORT_REFUSALS, word)
}

export function outcomeTone({
  outcome,
  reason,
  reversedAt,
  state,
}: Outcome): 'info' | 'success' | 'warning' | 'danger' {
  if (state === 'running' || reversedAt) return 'info'
  if (state === 'died' || reason === INTERRUPTED) return 'warning'
  if (outcome === 'taken') return 'success'
  return outcome === 'already-taken' ? 'warning' : 'danger'
}
