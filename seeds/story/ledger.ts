import { recordAccountTransfer } from '#app/commands/record-account-transfer.server.ts'
import { recordOperatingCost } from '#app/commands/record-operating-cost.server.ts'
import { reverseOperatingCost } from '#app/commands/reverse-operating-cost.server.ts'
import { setOutstandingClaims } from '#app/commands/set-outstanding-claims.server.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type CostCategory } from '#app/domain/ledger/cost-category.ts'
import { type Fen } from '#app/domain/money.ts'
import { yuan } from './terms.ts'
import { type Teller, chinaTime, told } from './teller.ts'

const CONTRACT = 'dazhou-2024-contract'

type DirectCost = { category: CostCategory; on: string; amount: string; document: string }
type YearAccounts = {
  year: number
  costs: readonly DirectCost[]
  offices: { total: string; on: string } // 2,600 of 12,000 square metres
  computing: { total: string; on: string } // a quarter of the persons insured
  reserves: readonly { on: string; amount: string; toldOn: PlainDate }[]
  transfers: readonly { on: string; amount: string }[]
}

const DIRECT: readonly Omit<DirectCost, 'amount'>[] = [
  { category: 'staff', on: '06-30', document: '上半年专职人员薪酬表' },
  { category: 'staff', on: '12-31', document: '下半年专职人员薪酬表' },
  { category: 'information-system', on: '03-20', document: '核算系统运维合同' },
  { category: 'publicity', on: '05-16', document: '政策宣传印刷发票' },
  { category: 'training', on: '08-22', document: '经办人员培训发票' },
  { category: 'investigation', on: '11-28', document: '异地就医核查费用清单' },
]

/** Costs of the first year are what its proposal says: 12,100,000. */
const YEARS: readonly YearAccounts[] = [
  {
    year: 2024,
    costs: costsOf(['3100000', '3100000', '850000', '300000', '160000', '1190000']),
    offices: { total: '9600000', on: '12-31' },
    computing: { total: '5280000', on: '12-31' },
    reserves: [
      { on: '06-30', amount: '14800000', toldOn: '2024-07-12' },
      { on: '12-31', amount: '11250000', toldOn: '2025-01-14' },
      { on: '12-31', amount: '10400000', toldOn: '2025-02-20' },
    ],
    transfers: [
      { on: '04-01', amount: '150000000' },
      { on: '10-08', amount: '120000000' },
      { on: '12-27', amount: '44000000' },
    ],
  },
  {
    year: 2025,
    costs: costsOf(['3180000', '3220000', '620000', '280000', '150000', '1265000']),
    offices: { total: '9720000', on: '12-31' },
    computing: { total: '5360000', on: '12-31' },
    reserves: [
      { on: '06-30', amount: '15300000', toldOn: '2025-07-11' },
      { on: '12-31', amount: '10950000', toldOn: '2026-01-15' },
    ],
    transfers: [
      { on: '04-02', amount: '60000000' },
      { on: '04-10', amount: '150000000' },
      { on: '10-09', amount: '150000000' },
    ],
  },
]

function costsOf(amounts: readonly string[]): DirectCost[] {
  return DIRECT.map((cost, index) => ({ ...cost, amount: amounts[index] ?? '0' }))
}

/** The separate accounts of the running contract, by their insurer; all made up. */
export async function tellAccounts(teller: Teller): Promise<void> {
  for (const [index, accounts] of YEARS.entries()) {
    const contractYearId = `${CONTRACT}-${index + 1}`
    await tellCosts(teller, contractYearId, accounts)
    for (const [position, { on, amount, toldOn }] of accounts.reserves.entries())
      told(
        await setOutstandingClaims(finance(teller, toldOn), {
          reserveId: `${contractYearId}-reserve-${position + 1}`,
          contractYearId,
          asOf: `${accounts.year}-${on}` as PlainDate,
          amount: yuan(amount),
          method: '链梯法与案均赔款法',
          document: `${accounts.year}-${on}未决赔款准备金评估报告`,
        }),
      )
    for (const { on, amount } of accounts.transfers)
      await tellTransfer(teller, contractYearId, {
        on: `${accounts.year}-${on}` as PlainDate,
        amount: yuan(amount),
      })
  }
}

async function tellCosts(
  teller: Teller,
  contractYearId: string,
  { year, costs, offices, computing }: YearAccounts,
): Promise<void> {
  const record = async (
    id: string,
    on: string,
    input: Pick<Parameters<typeof recordOperatingCost>[1], 'cost' | 'category' | 'document'>,
  ) => {
    const incurredOn = `${year}-${on}` as PlainDate
    const costId = `${contractYearId}-cost-${id}`
    const context = finance(teller, incurredOn)
    told(await recordOperatingCost(context, { costId, contractYearId, incurredOn, ...input }))
    return costId
  }
  for (const [index, { category, on, amount, document }] of costs.entries())
    await record(String(index + 1), on, {
      cost: { kind: 'direct', amount: yuan(amount) },
      category,
      document: `${year}年${document}`,
    })
  await record('offices', offices.on, {
    cost: {
      kind: 'shared',
      allocation: { total: yuan(offices.total), basis: 'floor-area', part: 2_600n, whole: 12_000n },
    },
    category: 'office',
    document: `${year}年职场租赁费用分摊表`,
  })
  await record('computing', computing.on, {
    cost: {
      kind: 'shared',
      allocation: { total: yuan(computing.total), basis: 'headcount', part: 1n, whole: 4n },
    },
    category: 'information-system',
    document: `${year}年数据中心费用分摊表`,
  })
  const twice = await record('twice', '06-18', {
    cost: { kind: 'direct', amount: yuan('30000') },
    category: 'publicity',
    document: `${year}年政策宣传印刷发票`,
  })
  told(
    await reverseOperatingCost(finance(teller, `${year}-07-02` as PlainDate), {
      costId: twice,
      reason: '与五月登记的发票重复',
    }),
  )
}

/** Money from the income account to the payout account, from which claims are paid. */
export async function tellTransfer(
  teller: Teller,
  contractYearId: string,
  { on, amount }: { on: PlainDate; amount: Fen },
): Promise<void> {
  told(
    await recordAccountTransfer(finance(teller, on), {
      transferId: `${contractYearId}-transfer-${on}`,
      contractYearId,
      amount,
      transferredOn: on,
      document: `银行回单 ${on}`,
    }),
  )
}

function finance(teller: Teller, day: PlainDate) {
  return teller.as('insurer1-finance', chinaTime(`${day}T16:30`))
}
