import { z } from 'zod'
import { identifier } from '#app/forms/fields.ts'

/** The proposal that a button acts on: the one the person was looking at. */
export const proposalReference = z.object({ proposalId: identifier('申报') })
