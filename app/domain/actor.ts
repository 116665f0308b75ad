/** What a person comes to do; one role an account (岗位分离). */
export const ROLES = [
  'tender-officer', // 招标经办
  'opening-officer', // 开标人员
  'expert', // 评审专家
  'bid-submitter', // 投标经办
  'insurer-finance', // 保险公司财务
  'fund-officer', // 基金经办
  'auditor', // 审计
  'supervisor', // 监督管理, decides complaints
  'administrator', // 系统管理
] as const
export type Role = (typeof ROLES)[number]

export const ORGANISATION_KINDS = [
  'procuring-entity', // 采购人, also policyholder and fund administrator
  'insurer', // 保险公司
  'supervision', // 监督、公共资源交易、财政, whose people open bids
  'expert-pool', // 评审专家库
  'audit-office', // 审计机关
  'platform', // 平台运营
] as const
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

/** The organisations a role can belong to. */
export const ROLE_ORGANISATIONS: Readonly<Record<Role, readonly OrganisationKind[]>> = {
  'tender-officer': ['procuring-entity'],
  'opening-officer': ['procuring-entity', 'supervision'],
  expert: ['expert-pool', 'procuring-entity'], // 采购人代表 sits in a committee too
  'bid-submitter': ['insurer'],
  'insurer-finance': ['insurer'],
  'fund-officer': ['procuring-entity'],
  auditor: ['audit-office'],
  supervisor: ['supervision'],
  administrator: ['platform'],
}

/** The person on whose behalf a command runs, for one organisation. */
export type Actor = {
  userId: string
  organisationId: string
  role: Role
}
