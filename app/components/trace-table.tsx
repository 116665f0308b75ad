import { type TraceInput, type TraceStep } from '#app/domain/settlement/settlement-terms.ts'
import { settlementStepLabel } from './labels.ts'
import { Money, Rate } from './values.tsx'

/** Every step of a settlement: what, by which formula, from which inputs, on what ground. */
export function TraceTable({ trace }: { trace: readonly TraceStep[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <section className="table-scroll" aria-label="计算过程" tabIndex={0}>
      <table className="trace">
        <caption>计算过程</caption>
        <thead>
          <tr>
            <th scope="col">步骤</th>
            <th scope="col">公式与取值</th>
            <th scope="col" className="cell-number">
              结果
            </th>
            <th scope="col">依据</th>
          </tr>
        </thead>
        <tbody>
          {trace.map(({ step, formula, inputs, unit, value, source }) => (
            <tr key={step}>
              <th scope="row">{settlementStepLabel(step)}</th>
              <td>
                <code className="formula">{inChinese(formula)}</code>
                <ul className="trace-inputs">
                  {Object.entries(inputs).map(([name, input]) => (
                    <li key={name}>
                      {settlementStepLabel(name)} = <TraceValue {...input} />
                    </li>
                  ))}
                </ul>
              </td>
              <td className="cell-number">
                <TraceValue unit={unit} value={value} />
              </td>
              <td>{source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function TraceValue({ unit, value }: TraceInput) {
  return unit === 'fen' ? <Money fen={value} unit="" /> : <Rate ppm={value} />
}

function inChinese(formula: string): string {
  return formula
    .replaceAll(/cumulative\.\w+|[a-zA-Z]+\d*/g, (word) =>
      word === 'min' ? '取小' : word === 'at' || word === 'least' ? '' : settlementStepLabel(word),
    )
    .replace(/,\s+0$/, '，不低于 0')
}
