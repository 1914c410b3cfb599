import { z } from 'zod'

/** What an issue says that is about an integer. */
export const integerExpected = 'expected an integer'

/**
 * The schema of an integer of any size. zod's own has the limits of JavaScript, which are not the API's, and does not say that it
 * expected an integer where it got a text.
 */
export function integer(): z.ZodNumber {
  return z
    .number({ error: ({ code }) => (code === 'invalid_type' ? integerExpected : undefined) })
    .refine(Number.isInteger, integerExpected)
}
