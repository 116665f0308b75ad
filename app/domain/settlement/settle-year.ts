import { type Fen, type Ppm, max, min, ratioOf, shareOf, sum } from '#app/domain/money.ts'
import {
  type CostTreatment,
  type SettlementTerms,
  type SharingBand,
  type TraceInput,
  type TraceStep,
  type YearFigures,
  type YearSettlement,
} from './settlement-terms.ts'

const RULE_57 = '国办发〔2015〕57号 五(二)'

/**
 * Settles one contract year by itself (年度结算): surplus beyond the agreed
 * profit returns to the fund, and of a loss the fund bears its share. Every share
 * is rounded half-up once and its partner is the remainder, so that always
 * premium = claims + cost + kept + returned, or claims + cost − premium =
 * borne by insurer + borne by fund.
 * Basis: 国办发〔2015〕57号 五(二); the contract's own terms decide the numbers.
 */
export function settleYear(terms: SettlementTerms, figures: YearFigures): YearSettlement {
  const trace = new Trace()
  const { premium } = figures
  const incurredClaims = trace.add({
    step: 'incurredClaims',
    formula: 'claimsPaid + outstandingClosing − outstandingOpening',
    inputs: {
      claimsPaid: fen(figures.claimsPaid),
      outstandingClosing: fen(figures.outstandingClosing),
      outstandingOpening: fen(figures.outstandingOpening),
    },
    value: figures.claimsPaid + figures.outstandingClosing - figures.outstandingOpening,
    source: '已发生赔款：赔付支出加未决赔款准备金变动',
  })
  const admittedCost = admitCost(trace, terms.cost, figures)
  const balance = trace.add({
    step: 'balance',
    formula: 'premium − incurredClaims − admittedCost',
    inputs: {
      premium: fen(premium),
      incurredClaims: fen(incurredClaims),
      admittedCost: fen(admittedCost),
    },
    value: premium - incurredClaims - admittedCost,
    source: RULE_57,
  })
  const agreedProfit = trace.add({
    step: 'agreedProfit',
    formula: 'profitRate × premium',
    inputs: { profitRate: ppm(terms.profitRate), premium: fen(premium) },
    value: shareOf(premium, terms.profitRate),
    source: '合同约定盈利率 profitRate',
  })

  const outcome = balance >= 0n ? 'surplus' : 'loss'
  const divided =
    balance >= 0n
      ? { ...NOTHING_BORNE, ...divideSurplus(trace, terms, { figures, balance, agreedProfit }) }
      : { ...NOTHING_KEPT, ...divideLoss(trace, terms, { figures, loss: -balance }) }
  const payableByInsurer = trace.add({
    step: 'payableByInsurer',
    formula: 'returnedToFund + assessmentDeduction',
    inputs: {
      returnedToFund: fen(divided.returnedToFund),
      assessmentDeduction: fen(figures.assessmentDeduction),
    },
    value: divided.returnedToFund + figures.assessmentDeduction,
    source: '结余返还与考核扣款均由承办保险公司支付',
  })
  const payableByFund = trace.add({
    step: 'payableByFund',
    formula: 'borneByFund',
    inputs: { borneByFund: fen(divided.borneByFund) },
    value: divided.borneByFund,
    source: '基金分担的亏损由基金支付',
  })
  const lossRatio = trace.addRate({
    step: 'lossRatio',
    formula: 'incurredClaims ÷ premium',
    inputs: { incurredClaims: fen(incurredClaims), premium: fen(premium) },
    value: ratioOf(incurredClaims, premium),
    source: '赔付率',
  })
  return {
    year: figures.year,
    outcome,
    incurredClaims,
    admittedCost,
    balance,
    agreedProfit,
    ...divided,
    assessmentDeduction: figures.assessmentDeduction,
    payableByInsurer,
    payableByFund,
    lossRatio,
    trace: trace.steps,
  }
}

const NOTHING_BORNE = {
  policyLoss: 0n,
  operatingLoss: 0n,
  borneByFund: 0n,
  borneByInsurer: 0n,
  fromReserve: 0n,
}
const NOTHING_KEPT = { excessSurplus: 0n, keptByInsurer: 0n, returnedToFund: 0n, toReserve: 0n }

/** The operating cost that counts against the premium. */
function admitCost(
  trace: Trace,
  cost: CostTreatment,
  { premium, operatingCost }: YearFigures,
): Fen {
  if (cost.treatment === 'within-profit') {
    return trace.add({
      step: 'admittedCost',
      formula: '0',
      inputs: { operatingCost: fen(operatingCost) },
      value: 0n,
      source: '合同约定经营成本含在盈利率内 cost.treatment = within-profit',
    })
  }
  if (cost.treatment === 'fixed-rate') {
    return trace.add({
      step: 'admittedCost',
      formula: 'rate × premium',
      inputs: { rate: ppm(cost.rate), premium: fen(premium) },
      value: shareOf(premium, cost.rate),
      source: '合同约定固定成本率 cost.rate',
    })
  }
  return trace.add({
    step: 'admittedCost',
    formula: 'min(operatingCost, capRate × premium)',
    inputs: {
      operatingCost: fen(operatingCost),
      capRate: ppm(cost.capRate),
      premium: fen(premium),
    },
    value: min(operatingCost, shareOf(premium, cost.capRate)),
    source: '合同约定成本据实列支、限额 cost.capRate',
  })
}

function divideSurplus(
  trace: Trace,
  { surplusBands, reserve }: SettlementTerms,
  { figures, balance, agreedProfit }: { figures: YearFigures; balance: Fen; agreedProfit: Fen },
) {
  const { premium, reserveBalance } = figures
  const excessSurplus = trace.add({
    step: 'excessSurplus',
    formula: 'balance − min(balance, agreedProfit)',
    inputs: { balance: fen(balance), agreedProfit: fen(agreedProfit) },
    value: balance - min(balance, agreedProfit),
    source: `${RULE_57}：超过合同约定的结余返还基金`,
  })
  const returnedToFund = cutByBands(trace, {
    step: 'returnedToFund',
    amountName: 'excessSurplus',
    amount: excessSurplus,
    bands: surplusBands,
    premium,
    source: '合同约定超额结余分段返还比例 surplusBands',
  })
  const keptByInsurer = trace.add({
    step: 'keptByInsurer',
    formula: 'balance − returnedToFund',
    inputs: { balance: fen(balance), returnedToFund: fen(returnedToFund) },
    value: balance - returnedToFund,
    source: '余额归承办保险公司',
  })
  if (!reserve) return { excessSurplus, returnedToFund, keptByInsurer, toReserve: 0n }
  const toReserve = trace.add({
    step: 'toReserve',
    formula:
      'max(0, min(returnedToFund, yearlyCapRate × premium, totalCapRate × premium − reserveBalance))',
    inputs: {
      returnedToFund: fen(returnedToFund),
      yearlyCapRate: ppm(reserve.yearlyCapRate),
      totalCapRate: ppm(reserve.totalCapRate),
      premium: fen(premium),
      reserveBalance: fen(reserveBalance),
    },
    value: max(
      0n,
      min(
        returnedToFund,
        shareOf(premium, reserve.yearlyCapRate),
        shareOf(premium, reserve.totalCapRate) - reserveBalance,
      ),
    ),
    source: '合同约定风险调节金 reserve',
  })
  return { excessSurplus, returnedToFund, keptByInsurer, toReserve }
}

function divideLoss(
  trace: Trace,
  { loss: sharing }: SettlementTerms,
  { figures, loss }: { figures: YearFigures; loss: Fen },
) {
  const acceptedLosses = sum(figures.policyLosses.map(({ amount }) => amount))
  const policyLoss = trace.add({
    step: 'policyLoss',
    formula: 'min(loss, acceptedPolicyLosses)',
    inputs: { loss: fen(loss), acceptedPolicyLosses: fen(acceptedLosses) },
    value: min(loss, acceptedLosses),
    source: `${RULE_57}：因基本医保政策调整等政策性原因造成的亏损`,
  })
  const operatingLoss = trace.add({
    step: 'operatingLoss',
    formula: 'loss − policyLoss',
    inputs: { loss: fen(loss), policyLoss: fen(policyLoss) },
    value: loss - policyLoss,
    source: '其余为经营性亏损',
  })
  const sharedLoss = trace.add({
    step: 'sharedLoss',
    formula: sharing.sharedCauses === 'policy' ? 'policyLoss' : 'loss',
    inputs:
      sharing.sharedCauses === 'policy' ? { policyLoss: fen(policyLoss) } : { loss: fen(loss) },
    value: sharing.sharedCauses === 'policy' ? policyLoss : loss,
    source: '合同约定分担原因 loss.sharedCauses',
  })
  const borneByFund = cutByBands(trace, {
    step: 'borneByFund',
    amountName: 'sharedLoss',
    amount: sharedLoss,
    bands: sharing.bands,
    premium: figures.premium,
    source: '合同约定亏损分担比例 loss.bands',
  })
  const borneByInsurer = trace.add({
    step: 'borneByInsurer',
    formula: 'loss − borneByFund',
    inputs: { loss: fen(loss), borneByFund: fen(borneByFund) },
    value: loss - borneByFund,
    source: '其余亏损由承办保险公司承担',
  })
  const fromReserve = trace.add({
    step: 'fromReserve',
    formula: 'min(reserveBalance, borneByFund)',
    inputs: { reserveBalance: fen(figures.reserveBalance), borneByFund: fen(borneByFund) },
    value: min(figures.reserveBalance, borneByFund),
    source: '基金分担部分先由风险调节金支付',
  })
  return { policyLoss, operatingLoss, borneByFund, borneByInsurer, fromReserve }
}

/** Cuts an amount by bands of the premium; each band's fund share is one traced step. */
function cutByBands(
  trace: Trace,
  {
    step,
    amountName,
    amount,
    bands,
    premium,
    source,
  }: {
    step: string
    amountName: string
    amount: Fen
    bands: readonly SharingBand[]
    premium: Fen
    source: string
  },
): Fen {
  let lower = 0n
  const shares = bands.map(({ upTo, fundShare }, index) => {
    const upper = upTo === null ? amount : min(amount, shareOf(premium, upTo))
    const inBand = max(0n, upper - lower)
    const share = trace.add({
      step: `${step}.band${index + 1}`,
      formula:
        upTo === null
          ? `fundShare × (${amountName} − lowerEdge)`
          : `fundShare × (min(${amountName}, upTo × premium) − lowerEdge)`,
      inputs: {
        [amountName]: fen(amount),
        ...(upTo === null ? {} : { upTo: ppm(upTo), premium: fen(premium) }),
        lowerEdge: fen(lower),
        fundShare: ppm(fundShare),
      },
      value: shareOf(inBand, fundShare),
      source,
    })
    lower = max(lower, upper)
    return share
  })
  return trace.add({
    step,
    formula: bands.map((_band, index) => `band${index + 1}`).join(' + '),
    inputs: Object.fromEntries(shares.map((share, index) => [`band${index + 1}`, fen(share)])),
    value: sum(shares),
    source,
  })
}

function fen(value: Fen): TraceInput {
  return { unit: 'fen', value }
}

function ppm(value: Ppm): TraceInput {
  return { unit: 'ppm', value }
}

class Trace {
  readonly steps: TraceStep[] = []

  add(step: Omit<TraceStep, 'unit'>): bigint {
    this.steps.push({ ...step, unit: 'fen' })
    return step.value
  }

  addRate(step: Omit<TraceStep, 'unit'>): bigint {
    this.steps.push({ ...step, unit: 'ppm' })
    return step.value
  }
}
