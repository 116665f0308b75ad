import { moneyText, rateText } from '#app/components/format.ts'
import { otherProcedureMethodLabel } from '#app/components/labels.ts'
import { Section } from '#app/components/page.tsx'
import { OTHER_PROCEDURE_METHODS } from '#app/domain/ending/lot-ending.ts'
import { type Lot } from '#app/domain/tender/tender.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import {
  DateField,
  FileField,
  HiddenField,
  NumberField,
  PercentField,
  SelectField,
  TextArea,
  TextField,
} from '#app/forms/inputs.tsx'
import { otherProcedureForm } from './other-procedure-form.ts'

/** The form of another procedure: the decision, the insurer, and what was agreed. */
export function OtherProcedureFields({
  lot,
  tiers,
  profitRateCeiling,
  insurers,
  fileId,
}: {
  lot: Lot
  tiers: readonly { upTo: bigint | null; payoutRatio: bigint }[]
  profitRateCeiling: bigint
  insurers: readonly { value: string; label: string }[]
  fileId: string
}) {
  const inYuan = lot.bidBasis === 'premium-per-head' || lot.bidBasis === 'service-fee'
  const bound = (price: bigint) => (inYuan ? `${moneyText(price)}元` : rateText(price))
  return (
    <ActionForm
      schema={otherProcedureForm(lot.bidBasis)}
      submitLabel="登记"
      encType="multipart/form-data"
    >
      <HiddenField name="fileId" value={fileId} />
      <Section title="政府的决定">
        <div className="form-grid">
          <SelectField
            name="method"
            label="方式"
            options={OTHER_PROCEDURE_METHODS.map((value) => ({
              value,
              label: otherProcedureMethodLabel[value],
            }))}
          />
          <TextField name="document" label="决定文号" />
          <DateField name="decidedOn" label="决定日期" />
          <FileField
            name="file"
            label="决定文件"
            hint="公开；PDF、DOCX、XLSX、JPG、PNG 或 ZIP，不超过 20 MiB"
            accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png,.zip"
          />
        </div>
        <TextArea name="reason" label="理由" hint="公开" />
      </Section>
      <Section title="承办机构与约定条件">
        <div className="form-grid">
          <SelectField name="insurerId" label="承办保险公司" options={insurers} />
          <NumberField
            name="price"
            label="约定价格"
            unit={lot.bidBasis === 'premium-per-head' ? '元/人·年' : inYuan ? '元' : '%'}
            hint={`不高于 ${bound(lot.priceCeiling)}${lot.priceFloor === null ? '' : `，不低于 ${bound(lot.priceFloor)}`}`}
          />
          <PercentField
            name="profitRate"
            label="盈利率"
            hint={`不高于 ${rateText(profitRateCeiling)}`}
          />
          <PercentField name="lossRate" label="亏损率" />
          {tiers.map(({ upTo, payoutRatio }, index) => (
            <PercentField
              key={String(upTo)}
              name={`payoutRatios.${index}`}
              label={`第${index + 1}段支付比例${upTo === null ? '（以上部分）' : `（至 ${moneyText(upTo)} 元）`}`}
              hint={`不低于 ${rateText(payoutRatio)}`}
            />
          ))}
          <NumberField name="fullTime" label="专职人员" unit="人" />
          <NumberField name="medicalBackground" label="其中具有医学背景" unit="人" />
          <NumberField name="servicePointsPerCounty" label="每县服务网点" unit="个" />
          <NumberField name="trainingHours" label="年培训学时" unit="学时" />
        </div>
        <TextArea name="informationSystem" label="信息系统" required={false} />
        <TextArea name="servicePromises" label="服务承诺" required={false} />
      </Section>
    </ActionForm>
  )
}
