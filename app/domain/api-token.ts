import { isAccountOpen } from './account.ts'
import { type PlainDate, addMonths, dateInChina } from './calendar.ts'

/** 接口令牌 work for a year at most: what nobody renews is forgotten somewhere. */
const MOST_MONTHS = 12

/** What is wrong with the last day of a token that is made today. */
export function tokenDayProblem(
  expiresOn: PlainDate,
  today: PlainDate,
): 'already-over' | 'too-far-ahead' | undefined {
  if (expiresOn < today) return 'already-over'
  return expiresOn > addMonths(today, MOST_MONTHS) ? 'too-far-ahead' : undefined
}

/** Through its last day in China, unless it was revoked or its holder’s account is closed. */
export function isTokenGood(
  token: {
    expiresOn: PlainDate
    revokedAt: Date | null
    holder: { disabled: boolean; validUntil: PlainDate | null }
  },
  now: Date,
): boolean {
  return (
    token.revokedAt === null &&
    dateInChina(now) <= token.expiresOn &&
    isAccountOpen(token.holder, now)
  )
}
