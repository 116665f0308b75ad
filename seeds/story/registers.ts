import { createHash } from 'node:crypto'
import { importQualifiedList } from '#app/commands/import-qualified-list.server.ts'
import { saveContractTemplate } from '#app/commands/save-contract-template.server.ts'
import { saveExpertProfile } from '#app/commands/save-expert-profile.server.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { POLICY_LOSS_CAUSES } from '#app/domain/settlement/settlement-terms.ts'
import { DEMO_USERS, ORGANISATIONS } from '#seeds/accounts.ts'
import { type Teller, chinaTime, told } from './teller.ts'
import {
  PLAIN_57_RULES,
  SAMPLE_ASSESSMENT,
  SAMPLE_CLAUSES,
  SAMPLE_REVIEW_ITEMS,
  rate,
} from './terms.ts'

/** What the administrator keeps: the expert pool, the lists of qualified insurers, a contract template. All made up. */
export async function tellRegisters(teller: Teller): Promise<void> {
  await tellExpertPool(teller)
  await tellQualifiedList(teller, '2020-01-01', '2020年大病保险经营资质名录（虚构）')
  await tellQualifiedList(teller, '2024-01-01', '2024年大病保险经营资质名录（虚构）')
  told(
    await saveContractTemplate(teller.as('admin', chinaTime('2020-08-03T10:00')), {
      id: 'sample-contract-template',
      basedOn: null,
      name: '城乡居民大病保险合同示范文本（虚构）',
      province: '四川省',
      document: '示例医保发〔2020〕1号',
      issuedOn: '2020-01-10',
      content: {
        termMonths: 36,
        profitRateCeiling: rate('0.05'),
        settlementRules: PLAIN_57_RULES,
        policyLossCauses: POLICY_LOSS_CAUSES,
        assessment: SAMPLE_ASSESSMENT,
        clauses: SAMPLE_CLAUSES,
        reviewItems: SAMPLE_REVIEW_ITEMS,
      },
    }),
  )
}

const SPECIALITIES = ['保险精算', '医疗保障', '财务审计', '信息系统', '临床医学', '法律'] as const

async function tellExpertPool(teller: Teller): Promise<void> {
  const administrator = teller.as('admin', chinaTime('2020-08-02T10:00'))
  const experts = DEMO_USERS.filter(({ organisationId }) => organisationId === 'expert-pool')
  for (const [index, { loginName }] of experts.entries()) {
    told(
      await saveExpertProfile(administrator, {
        userId: loginName,
        speciality: SPECIALITIES[index % SPECIALITIES.length] ?? '医疗保障',
        region: '四川省',
        employer: `示例${index % 2 === 0 ? '大学' : '医院'}${index + 1}`,
        validUntil: null,
      }),
    )
  }
}

async function tellQualifiedList(
  teller: Teller,
  inForceFrom: PlainDate,
  source: string,
): Promise<void> {
  const names = ORGANISATIONS.filter(({ kind }) => kind === 'insurer').map(({ name }) => name)
  const rows = names.map((name, index) => ({
    row: index + 2,
    cells: { name, level: '分公司', head_office: `${name.slice(0, 4)}总公司`, region: '四川省' },
  }))
  told(
    await importQualifiedList(teller.as('admin', chinaTime(`${inForceFrom}T10:00`)), {
      id: `qualified-${inForceFrom}`,
      inForceFrom,
      source,
      fileName: `名录${inForceFrom.slice(0, 4)}.csv`,
      fileSha256: createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
      rows,
    }),
  )
}
