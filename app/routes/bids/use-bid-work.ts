import { useEffect, useRef, useState } from 'react'
import { type BidDraft, EMPTY_DRAFT } from '#app/components/bid-composer/bid-draft.ts'
import {
  type DraftPlace,
  type KeptEnvelope,
  keepDraft,
  readDraft,
  readEnvelope,
} from '#app/components/bid-composer/local-draft.ts'

/** What this browser has of a bid. */
export type BidWork =
  | { step: 'loading' | 'elsewhere' | 'unavailable' }
  | { step: 'compose'; draft: BidDraft }
  | { step: 'send'; envelope: KeptEnvelope; fresh: boolean }

/** Reads this browser's draft and envelope, once no other tab works on the same bid. */
export function useBidWork({ userId, lotId }: DraftPlace) {
  const [work, setWork] = useState<BidWork>({ step: 'loading' })
  useEffect(() => {
    const left = new AbortController()
    const busy = setTimeout(() => setWork({ step: 'elsewhere' }), 1_000)
    const stay = new Promise<void>((resolve) => {
      left.signal.addEventListener('abort', () => resolve())
    })
    const working = navigator.locks.request(
      `bid/${userId}/${lotId}`,
      { signal: left.signal },
      async () => {
        clearTimeout(busy)
        setWork(await findWork({ userId, lotId }))
        await stay
      },
    )
    working.catch(() => {}) // the page was left before its turn came
    return () => {
      clearTimeout(busy)
      left.abort()
    }
  }, [userId, lotId])
  return [work, setWork] as const
}

async function findWork(place: DraftPlace): Promise<BidWork> {
  try {
    const envelope = await readEnvelope(place)
    if (envelope) return { step: 'send', envelope, fresh: false }
    return { step: 'compose', draft: (await readDraft(place)) ?? EMPTY_DRAFT }
  } catch {
    return { step: 'unavailable' } // private windows of some browsers keep nothing
  }
}

/** Keeps a draft a moment after each change, one write after the other. */
export function useDraftKeeper(place: DraftPlace) {
  const [state, setState] = useState<'unchanged' | 'kept' | 'failed'>('unchanged')
  const latest = useRef<BidDraft>()
  const writing = useRef(Promise.resolve())
  const flush = () => {
    writing.current = writing.current.then(async () => {
      const draft = latest.current
      latest.current = undefined
      if (!draft) return
      try {
        await keepDraft(place, draft)
        setState('kept')
      } catch {
        setState('failed') // no room left
      }
    })
    return writing.current
  }
  const keep = (draft: BidDraft) => {
    const isQueued = latest.current !== undefined
    latest.current = draft
    if (!isQueued) setTimeout(() => void flush(), 300)
  }
  return { state, keep, flush }
}
