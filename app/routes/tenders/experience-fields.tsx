import { Section } from '#app/components/page.tsx'
import { MoneyField, NumberField, TextField } from '#app/forms/inputs.tsx'
import { rowNumbers } from '#app/forms/spare-row.ts'

type Shown = (name: string) => { name: string; defaultValue: string }

/** Past years' totals that insurers price from (既往赔付数据). */
export function ExperienceFields({ shown, filled }: { shown: Shown; filled: number }) {
  return (
    <Section title="既往赔付数据" id="experience">
      <p className="muted">
        随招标文件公布，供投标人测算；只填汇总数，不含任何个人信息。明细表可作为附件上传。
      </p>
      {rowNumbers(filled, 2).map((row) => (
        <fieldset key={row} className="form-row">
          <legend>年度 {row + 1}</legend>
          <TextField
            {...shown(`experience.${row}.year`)}
            label="年度"
            hint="留空则不设此行"
            required={false}
          />
          <NumberField
            {...shown(`experience.${row}.insured`)}
            label="参保人数"
            unit="人"
            required={false}
          />
          <NumberField
            {...shown(`experience.${row}.claimants`)}
            label="赔付人数"
            unit="人"
            required={false}
          />
          <MoneyField
            {...shown(`experience.${row}.eligibleExpense`)}
            label="合规费用"
            required={false}
          />
          <MoneyField {...shown(`experience.${row}.payout`)} label="大病赔付" required={false} />
          <MoneyField {...shown(`experience.${row}.premium`)} label="保费" required={false} />
        </fieldset>
      ))}
    </Section>
  )
}
