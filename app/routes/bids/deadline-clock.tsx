import { useEffect, useState } from 'react'
import { dateTimeText } from '#app/components/format.ts'

const NEAR = 10 * 60 * 1000
const RESYNC = 60 * 1000

/**
 * Server time and what remains until the deadline, ticking. The computer's own clock is not
 * asked, only how much time has gone by since the portal told its own.
 */
export function DeadlineClock({
  lotId,
  now,
  deadline,
}: {
  lotId: string
  now: Date
  deadline: Date
}) {
  const [time, setTime] = useState(now.getTime())
  useEffect(() => {
    let told = { now: now.getTime(), at: performance.now() }
    const tick = () => setTime(told.now + performance.now() - told.at)
    const resync = async () => {
      const asked = performance.now()
      const response = await fetch(`/lots/${lotId}/bid/clock`).catch(() => undefined)
      if (!response?.ok) return
      const answer = (await response.json()) as { now: number } // the route clock.ts
      // Counted from the asking, so that a slow answer makes the time left look shorter, never longer.
      told = { now: answer.now, at: asked }
      tick()
    }
    const wake = () => {
      if (document.visibilityState === 'visible') void resync()
    }
    void resync()
    const ticking = setInterval(tick, 1000)
    const resyncing = setInterval(() => void resync(), RESYNC)
    document.addEventListener('visibilitychange', wake)
    return () => {
      clearInterval(ticking)
      clearInterval(resyncing)
      document.removeEventListener('visibilitychange', wake)
    }
  }, [lotId, now])

  const left = deadline.getTime() - time
  const near = left > 0 && left <= NEAR
  return (
    <div className="deadline-clock" data-near={near ? '' : undefined}>
      <p>
        投标截止 <time dateTime={deadline.toISOString()}>{dateTimeText(deadline)}</time>
      </p>
      <p role="timer">
        服务器时间 <span className="number">{dateTimeText(new Date(time))}</span>，
        <strong>{left > 0 ? `剩余 ${leftText(left)}` : '已经截止'}</strong>
      </p>
      <output className="visually-hidden">{announcement(left)}</output>
    </div>
  )
}

/** @example leftText(93_784_000) // '1天 02:03:04' */
function leftText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  const days = Math.floor(seconds / 86_400)
  const parts = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
  const clock = parts.map((part) => String(part).padStart(2, '0')).join(':')
  return days > 0 ? `${days}天 ${clock}` : clock
}

/** Read aloud at ten, five and one minute only. */
function announcement(left: number): string {
  if (left <= 0) return '投标已经截止'
  const minutes = [1, 5, 10].find((limit) => left <= limit * 60_000)
  return minutes === undefined ? '' : `距投标截止不足${minutes}分钟`
}
