import { z } from 'zod'
import { type RecordOperatingCostRefusal } from '#app/commands/record-operating-cost.server.ts'
import { allocationBasisLabel, costCategoryLabel } from '#app/components/ledger-labels.ts'
import { ALLOCATION_BASES } from '#app/domain/ledger/cost-allocation.ts'
import { COST_CATEGORIES } from '#app/domain/ledger/cost-category.ts'
import {
  chinaDate,
  choice,
  identifier,
  requiredText,
  wholeBigint,
  yuan,
} from '#app/forms/fields.ts'

const common = {
  costId: identifier('费用标识'),
  category: choice('费用类别', COST_CATEGORIES),
  incurredOn: chinaDate('发生日期'),
  document: requiredText('依据文件'),
}

export const directCostForm = z.object({ ...common, amount: yuan('金额') })

export const sharedCostForm = z.object({
  ...common,
  total: yuan('共同费用总额'),
  basis: choice('分摊基础', ALLOCATION_BASES),
  part: wholeBigint('本合同的基础数'),
  whole: wholeBigint('全部业务的基础数'),
})

export const CATEGORY_OPTIONS = COST_CATEGORIES.map((value) => ({
  value,
  label: costCategoryLabel[value],
}))
export const BASIS_OPTIONS = ALLOCATION_BASES.map((value) => ({
  value,
  label: allocationBasisLabel[value],
}))

/** What a refused cost says, and at which field. */
export const COST_REFUSALS: Record<
  Exclude<RecordOperatingCostRefusal, 'not-found'>,
  { text: string; field: string }
> = {
  settled: { text: '本年度已经审定，账簿不再变动', field: 'root' },
  'outside-year': { text: '发生日期不在本合同年度内', field: 'incurredOn' },
  'in-the-future': { text: '发生日期不能晚于今天', field: 'incurredOn' },
  'not-positive': { text: '计入本合同的金额必须大于零', field: 'amount' },
  'basis-not-positive': { text: '分摊基础数必须大于零', field: 'part' },
  'part-above-whole': { text: '本合同的基础数不能超过全部业务的基础数', field: 'part' },
  'already-recorded': { text: '这笔费用已经登记', field: 'root' },
}
