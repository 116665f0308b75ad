import { SHORTEST_PASSPHRASE } from '#app/sealing/sealing-key.ts'

export type PassphraseProblem = 'too-short' | 'too-simple' | 'differs'

/** Fewer different characters than this are guessed quickly, however long the passphrase is. */
const FEWEST_DIFFERENT = 6

/** What is wrong with a new passphrase. Nobody can reset it, so a slip in it loses the key: it is typed twice. */
export function passphraseProblem(
  passphrase: string,
  again: string,
): PassphraseProblem | undefined {
  const characters = Array.from(passphrase)
  if (characters.length < SHORTEST_PASSPHRASE) return 'too-short'
  if (new Set(characters).size < FEWEST_DIFFERENT || /^\d+$/.test(passphrase)) return 'too-simple'
  return passphrase === again ? undefined : 'differs'
}
