import { formatRate, formatYuan } from '#app/domain/money.ts'
import { type TraceInput, type TraceStep, type YearSettlement } from './settlement-terms.ts'

/** A settlement as plain text values in a fixed key order: amounts in yuan, rates as decimals. */
export function settlementDocument(settlement: YearSettlement) {
  return {
    year: settlement.year,
    outcome: settlement.outcome,
    incurredClaims: formatYuan(settlement.incurredClaims),
    admittedCost: formatYuan(settlement.admittedCost),
    balance: formatYuan(settlement.balance),
    agreedProfit: formatYuan(settlement.agreedProfit),
    excessSurplus: formatYuan(settlement.excessSurplus),
    keptByInsurer: formatYuan(settlement.keptByInsurer),
    returnedToFund: formatYuan(settlement.returnedToFund),
    toReserve: formatYuan(settlement.toReserve),
    policyLoss: formatYuan(settlement.policyLoss),
    operatingLoss: formatYuan(settlement.operatingLoss),
    borneByFund: formatYuan(settlement.borneByFund),
    borneByInsurer: formatYuan(settlement.borneByInsurer),
    fromReserve: formatYuan(settlement.fromReserve),
    assessmentDeduction: formatYuan(settlement.assessmentDeduction),
    payableByInsurer: formatYuan(settlement.payableByInsurer),
    payableByFund: formatYuan(settlement.payableByFund),
    lossRatio: formatRate(settlement.lossRatio),
    trace: settlement.trace.map(traceDocument),
  }
}

function traceDocument({ step, formula, inputs, unit, value, source }: TraceStep) {
  return {
    step,
    formula,
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([name, input]) => [name, format(input)]),
    ),
    value: format({ unit, value }),
    source,
  }
}

function format({ unit, value }: TraceInput): string {
  return unit === 'fen' ? formatYuan(value) : formatRate(value)
}
