import { z } from 'zod'

/** The faults on one call of a recorded run, with the data that identifies the call. */
export const scheduledCallSchema = z.strictObject({
  provider: z.string(),
  /** Absent if a log does not name it: any endpoint of the provider. */
  endpoint: z.string().optional(),
  model: z.string().optional(),
  /** A hash of the request. Absent if a log does not contain it: the position alone identifies the call. */
  key: z.string().optional(),
  attempt: z.int().nonnegative(),
  /** Its position among the calls to its provider and endpoint, from 0. */
  position: z.int().nonnegative(),
  /** The injections that acted on it: the fault, and how many of that fault precede it in the plan. */
  chosen: z.array(z.string()),
  /** The prompt, or its digest, so that a person can identify the call. */
  asked: z.string().optional(),
})

/** A recorded call of an incident file, with the faults that fired on it. */
export type ScheduledCall = z.output<typeof scheduledCallSchema>
