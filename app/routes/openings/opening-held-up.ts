/** What holds up an opening at its start and at its end alike. */
export const OPENING_HELD_UP = {
  suspended: '有未答复的异议或投诉处理期间的暂停通知，开标依法暂停',
  'amendment-owed':
    '异议或投诉成立、应当更正招标文件而尚未更正，不能开标；已过截止时间的，应终止后重新招标',
}
