import { z } from 'zod'

/** What hit one call of a recorded run, and how to know the call again. */
export const scheduledCallSchema = z.strictObject({
  provider: z.string(),
  /** Absent if a log did not say: any endpoint of the provider. */
  endpoint: z.string().optional(),
  model: z.string().optional(),
  /** A digest of the request. Absent if a log did not hold it: the call is known by its position alone. */
  key: z.string().optional(),
  attempt: z.int().nonnegative(),
  /** Its place among the calls to its provider and endpoint, from 0. */
  position: z.int().nonnegative(),
  /** The injections that were at work on it: the fault, and how many of that fault stand before it in the plan. */
  chosen: z.array(z.string()),
  /** The question, or its digest, so that a person can tell which call this was. */
  asked: z.string().optional(),
})

export type ScheduledCall = z.output<typeof scheduledCallSchema>
