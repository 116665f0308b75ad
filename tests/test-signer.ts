import { signerFrom } from '#app/sealing/receipt.ts'

/** What signs the receipts of tests. */
export const TEST_SIGNER = await signerFrom(new Uint8Array(32).fill(7))
