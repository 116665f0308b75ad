import { type Signer } from '#app/sealing/receipt.ts'
import { type CommandContext } from './context.ts'

/** What a command runs with that hands out a signed receipt. */
export type SigningContext = CommandContext & { signer: Signer }
