/** Why questions are neither asked nor answered any more. */
export const CLARIFICATION_CLOSED = {
  'deadline-passed': '投标已经截止，不再澄清招标文件',
  'tender-ended': '所有采购包都已流标或终止，不再澄清招标文件',
} as const
