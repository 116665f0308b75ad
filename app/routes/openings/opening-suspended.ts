/** Holds up an opening at its start and at its end alike. */
export const OPENING_SUSPENDED = '有未答复的异议或投诉处理期间的暂停通知，开标依法暂停'
