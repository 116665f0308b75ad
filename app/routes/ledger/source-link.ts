import { type EntryKind } from '#app/domain/ledger/ledger-entry.ts'

/** Where the record stands that an entry was booked from. */
export function sourceLink(
  yearId: string,
  {
    kind,
    sourceId,
    importAttemptId,
  }: { kind: EntryKind; sourceId: string; importAttemptId: string | null },
): { to: string; label: string } {
  const year = `/contract-years/${yearId}`
  if (kind === 'claims-imported' || kind === 'claims-reversed')
    return {
      to: importAttemptId ? `${year}/claims/${importAttemptId}` : `${year}/claims`,
      label: '赔付数据批次',
    }
  if (kind === 'cost-recorded' || kind === 'cost-reversed')
    return { to: `${year}/accounts/costs/${sourceId}`, label: '费用记录' }
  if (kind === 'outstanding-claims-set')
    return { to: `${year}/accounts/reserves`, label: '未决赔款准备金记录' }
  if (kind === 'account-transfer')
    return { to: `${year}/accounts/transfers`, label: '资金划转记录' }
  if (kind === 'deduction-decided') return { to: `${year}/assessment`, label: '考核结果' }
  if (kind === 'settlement-final') return { to: `${year}/settlement`, label: '年度结算' }
  return { to: year, label: kind === 'premium-agreed' ? '参保人数与保费' : '保费拨付记录' }
}
