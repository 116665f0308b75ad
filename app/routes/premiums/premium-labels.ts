import { type HeadcountKind } from '#app/domain/premium/headcount-kind.ts'
import { type InstalmentState } from '#app/domain/premium/instalment-states.ts'

export const headcountKindLabel: Record<HeadcountKind, string> = {
  estimate: '预计人数',
  actual: '实际人数',
}

export const instalmentStateLabel: Record<InstalmentState['state'], string> = {
  paid: '已付清',
  ahead: '未到期',
  overdue: '逾期未付',
  moved: '并入后期',
}
