/** What a file published with a tender is (招标文件附件). */
export const TENDER_FILE_KINDS = [
  'experience-data', // 既往赔付数据
  'annex', // 其他附件
] as const
export type TenderFileKind = (typeof TENDER_FILE_KINDS)[number]
