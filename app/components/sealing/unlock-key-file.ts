import { type Decision, refuse } from '#app/domain/decision.ts'
import { type SealingKey, readKeyFile, unlockKey } from '#app/sealing/sealing-key.ts'

export type UnlockProblem =
  | 'no-file'
  | 'not-a-key-file'
  | 'other-key'
  | 'no-passphrase'
  | 'wrong-passphrase'
  | 'key-file-damaged'

export const KEY_FILE_TYPES = '.json,application/json'

/** Far more than any key file: a wrongly chosen video is not read into memory. */
const MOST_KEY_FILE_BYTES = 16 * 1024

/** Opens a chosen key file with a typed passphrase; `recipient`, when given, is the key that is asked for. */
export async function unlockKeyFile({
  file,
  passphrase,
  recipient,
}: {
  file: FormDataEntryValue | null
  passphrase: FormDataEntryValue | null
  recipient: string | null
}): Promise<Decision<SealingKey, UnlockProblem>> {
  if (!(file instanceof File) || file.name === '') return refuse('no-file')
  if (file.size > MOST_KEY_FILE_BYTES) return refuse('not-a-key-file')
  const read = readKeyFile(await file.text())
  if (!read.ok) return read
  if (recipient !== null && read.value.recipient !== recipient) return refuse('other-key')
  if (typeof passphrase !== 'string' || passphrase === '') return refuse('no-passphrase')
  await nextPaint()
  return unlockKey(read.value, passphrase)
}

/** The passphrase is stretched for about a second, during which the page stands still; it should say so first. */
export function nextPaint(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 50)
  })
}
