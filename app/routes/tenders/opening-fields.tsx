import { CheckboxGroup, NumberField } from '#app/forms/inputs.tsx'

/** Who opens the bids, and how many of them it takes. */
export function OpeningFields({
  shown,
  officers,
  chosen,
}: {
  shown: (name: string) => { name: string; defaultValue: string }
  officers: readonly { value: string; label: string }[]
  chosen: readonly string[]
}) {
  return (
    <>
      <CheckboxGroup
        name="openingOfficers"
        legend="开标人员（至少三名，每人持有一份开标密钥）"
        options={officers}
        defaultValues={chosen}
      />
      <div className="form-grid">
        <NumberField
          {...shown('openingThreshold')}
          label="开标所需份额数"
          unit="份"
          hint="须超过开标人员半数；任何一个单位的人员不得够此数"
        />
        <NumberField
          {...shown('bidderOpeningMinutes')}
          label="投标人解密时限"
          unit="分钟"
          hint="开标开始后投标人可自行解密的时间，30至240分钟"
        />
      </div>
    </>
  )
}
