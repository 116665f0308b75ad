import { type OrganisationKind, type Role } from '#app/domain/actor.ts'

/** For the demonstration only; every demo account has it. */
export const DEMO_PASSWORD = 'gongji-demo'

export const ORGANISATIONS = [
  {
    id: 'dazhou-medical-security',
    name: '达州市医疗保障局',
    kind: 'procuring-entity',
    region: '四川省达州市',
  },
  {
    id: 'meishan-medical-security',
    name: '眉山市医疗保障局',
    kind: 'procuring-entity',
    region: '四川省眉山市',
  },
  {
    id: 'panjin-medical-security',
    name: '盘锦市医疗保障局',
    kind: 'procuring-entity',
    region: '辽宁省盘锦市',
  },
  {
    id: 'sample-medical-security',
    name: '示例市医疗保障局（虚构）',
    kind: 'procuring-entity',
    region: '示例市',
  },
  { id: 'trading-centre', name: '公共资源交易服务中心', kind: 'supervision', region: '' },
  {
    id: 'procurement-supervision',
    name: '政府采购监督办公室（虚构）',
    kind: 'supervision',
    region: '',
  },
  { id: 'notary-office', name: '公证处（虚构）', kind: 'supervision', region: '' },
  { id: 'finance-bureau', name: '达州市财政局', kind: 'supervision', region: '四川省达州市' },
  { id: 'expert-pool', name: '政府采购评审专家库', kind: 'expert-pool', region: '' },
  { id: 'audit-office', name: '达州市审计局', kind: 'audit-office', region: '四川省达州市' },
  { id: 'china-life-dazhou', name: '中国人寿达州分公司', kind: 'insurer', region: '' },
  { id: 'sample-health', name: '示例健康保险甲分公司', kind: 'insurer', region: '' },
  { id: 'sample-life', name: '示例人寿保险乙分公司', kind: 'insurer', region: '' },
] as const satisfies readonly { id: string; name: string; kind: OrganisationKind; region: string }[]

export const PLATFORM = {
  id: 'platform',
  name: '共济平台运营中心',
  kind: 'platform' as const,
  region: '',
}
export const ADMINISTRATOR = {
  id: 'admin',
  loginName: 'admin',
  name: '系统管理员',
  role: 'administrator' as const,
}

type DemoUser = {
  loginName: string
  role: Role
  name: string
  organisationId: string
  what: string
}

const people: DemoUser[] = [
  {
    loginName: 'tender',
    role: 'tender-officer',
    name: '周明',
    organisationId: 'dazhou-medical-security',
    what: '招标经办 · 达州市医疗保障局',
  },
  {
    loginName: 'opening',
    role: 'opening-officer',
    name: '陈序',
    organisationId: 'trading-centre',
    what: '开标人员 · 公共资源交易服务中心',
  },
  {
    loginName: 'opening2',
    role: 'opening-officer',
    name: '梁衡',
    organisationId: 'procurement-supervision',
    what: '开标人员 · 政府采购监督办公室（虚构）',
  },
  {
    loginName: 'opening3',
    role: 'opening-officer',
    name: '苏正',
    organisationId: 'notary-office',
    what: '开标人员 · 公证处（虚构）',
  },
  {
    loginName: 'fund',
    role: 'fund-officer',
    name: '李账',
    organisationId: 'dazhou-medical-security',
    what: '基金经办 · 达州市医疗保障局',
  },
  {
    loginName: 'auditor',
    role: 'auditor',
    name: '严审',
    organisationId: 'audit-office',
    what: '审计 · 达州市审计局',
  },
  {
    loginName: 'insurer1',
    role: 'bid-submitter',
    name: '王投',
    organisationId: 'china-life-dazhou',
    what: '投标经办 · 中国人寿达州分公司',
  },
  {
    loginName: 'insurer1-finance',
    role: 'insurer-finance',
    name: '钱算',
    organisationId: 'china-life-dazhou',
    what: '保险公司财务 · 中国人寿达州分公司',
  },
  {
    loginName: 'insurer2',
    role: 'bid-submitter',
    name: '赵标',
    organisationId: 'sample-health',
    what: '投标经办 · 示例健康保险甲分公司',
  },
  {
    loginName: 'insurer3',
    role: 'bid-submitter',
    name: '孙标',
    organisationId: 'sample-life',
    what: '投标经办 · 示例人寿保险乙分公司',
  },
  {
    loginName: 'meishan',
    role: 'tender-officer',
    name: '吴岷',
    organisationId: 'meishan-medical-security',
    what: '招标经办 · 眉山市医疗保障局',
  },
  {
    loginName: 'panjin',
    role: 'tender-officer',
    name: '郑湾',
    organisationId: 'panjin-medical-security',
    what: '招标经办 · 盘锦市医疗保障局',
  },
  {
    loginName: 'panjin-fund',
    role: 'fund-officer',
    name: '马金',
    organisationId: 'panjin-medical-security',
    what: '基金经办 · 盘锦市医疗保障局',
  },
  {
    loginName: 'insurer2-finance',
    role: 'insurer-finance',
    name: '孙核',
    organisationId: 'sample-health',
    what: '保险公司财务 · 示例健康保险甲分公司',
  },
  {
    loginName: 'sample',
    role: 'tender-officer',
    name: '许例',
    organisationId: 'sample-medical-security',
    what: '招标经办 · 示例市医疗保障局（更正、回避补抽、异议、其他方式的示例）',
  },
  {
    loginName: 'supervisor',
    role: 'supervisor',
    name: '何督',
    organisationId: 'finance-bureau',
    what: '监督管理 · 达州市财政局',
  },
  {
    loginName: 'representative',
    role: 'expert',
    name: '冯表',
    organisationId: 'sample-medical-security',
    what: '采购人代表 · 示例市医疗保障局',
  },
]

const experts: DemoUser[] = [...'甲乙丙丁戊己庚辛壬癸子丑'].map((name, index) => ({
  loginName: `expert${index + 1}`,
  role: 'expert',
  name: `评审专家${name}`,
  organisationId: 'expert-pool',
  what: index === 0 ? '评审专家（组长） · 政府采购评审专家库' : '评审专家 · 政府采购评审专家库',
}))

export const DEMO_USERS: readonly DemoUser[] = [...people, ...experts]

/** What `npm start` prints. */
export const DEMO_ACCOUNTS: readonly { loginName: string; what: string }[] = [
  ...DEMO_USERS,
  { loginName: ADMINISTRATOR.loginName, what: '系统管理 · 共济平台运营中心' },
]
