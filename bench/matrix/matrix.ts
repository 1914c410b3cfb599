import { z } from 'zod'
import { modes } from './client.ts'
import { outcomes, type OutcomeName } from './classify.ts'

interface ErrorData {
  name: string
  message: string
  status?: number | undefined
  code?: string | undefined
  cause?: ErrorData | undefined
}

const errorSchema: z.ZodType<ErrorData> = z.lazy(() =>
  z.object({
    name: z.string(),
    message: z.string(),
    status: z.number().optional(),
    code: z.string().optional(),
    cause: errorSchema.optional(),
  }),
)

/**
 * One request of a cell: when it began, in ms; the provider; the HTTP status; how it ended; when it ended, in ms, or null if it never did;
 * how many text or tool-argument events arrived; and whether the fault fired on it.
 */
const requestSchema = z.tuple([
  z.number(),
  z.string(),
  z.number().nullable(),
  z.string(),
  z.number().nullable(),
  z.number(),
  z.literal([0, 1]),
])

const cellSchema = z.object({
  outcome: z.enum(Object.keys(outcomes) as [OutcomeName, ...OutcomeName[]]),
  error: errorSchema.optional(),
  finish: z.string().optional(),
  /** What the app got, unless it is the complete answer. */
  text: z.string().optional(),
  values: z.array(z.string()).optional(),
  /** When the app got its answer or its error, in ms. */
  waited: z.number(),
  /** Whether each retry waited for the time that the response before it gave. Absent if no response gave one, or nothing was retried. */
  honorsRetryAfter: z.boolean().optional(),
  uncaught: z.array(errorSchema).optional(),
  requests: z.array(requestSchema),
})

const modeSchema = z.object({
  /**
   * What an abort in the middle of a stalled answer does: `closed` ends the call and its connection, `open` ends only the call, `waits`
   * ends nothing. `none` if an app cannot abort.
   */
  abort: z.enum(['closed', 'open', 'waits', 'none']),
  cells: z.record(z.string(), cellSchema),
})

const clientSchema = z.object({
  name: z.string(),
  /** Versions by package. The row is about the first. */
  packages: z.record(z.string(), z.string()),
  modes: z.partialRecord(z.enum(modes), modeSchema),
})

export const matrixSchema = z.object({
  version: z.literal(1),
  /** When the cells were last different from those before, as a date. */
  date: z.iso.date(),
  node: z.string(),
  plans: z.array(z.object({ name: z.string(), shows: z.string() })),
  clients: z.array(clientSchema),
})

export type Matrix = z.output<typeof matrixSchema>
export type MatrixClient = z.output<typeof clientSchema>
export type ModeRow = z.output<typeof modeSchema>
export type Cell = z.output<typeof cellSchema>
export type RequestRow = z.output<typeof requestSchema>
