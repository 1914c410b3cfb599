import { z } from 'zod'

/** The message of issues about integers. */
export const integerExpected = 'expected an integer'

/**
 * The schema of an integer of any size. zod's own has JavaScript's limits, which are not the API's, and does not report that it
 * expected an integer if it got a text.
 */
export function integer(): z.ZodNumber {
  return z
    .number({ error: ({ code }) => (code === 'invalid_type' ? integerExpected : undefined) })
    .refine(Number.isInteger, integerExpected)
}
