import { z } from 'zod'
import { BrownoutError } from '../engine/base/errors.ts'
import { wordingOfIssues } from '../engine/base/wrong-value.ts'
import { valueInWords } from '../engine/base/value-in-words.ts'
import { expectations } from './expectations.ts'

/** The version of the baseline format that this version of brownout writes and reads. */
export const baselineVersion = 1

const measuredSchema = z.strictObject({
  /** How many times the prompt was answered. */
  answered: z.int().nonnegative(),
  /** How many answers violated each expectation; expectations that none violated are absent. */
  violated: z.partialRecord(z.enum(expectations), z.int().positive()),
  /** The models and the fingerprints that answers named, sorted. */
  models: z.array(z.string()),
  fingerprints: z.array(z.string()),
})

const baselineSchema = z.strictObject({
  format: z.literal('brownout-drift-check'),
  version: z.literal(baselineVersion),
  prompts: z.record(z.string(), measuredSchema),
})

/** The measurements of one prompt. */
export type Measured = z.output<typeof measuredSchema>

/** The measurements of a drift check, as plain data to store and compare with later. It contains no answer. */
export type DriftBaseline = z.output<typeof baselineSchema>

export function writeBaseline(measured: ReadonlyMap<string, Measured>): DriftBaseline {
  return { format: 'brownout-drift-check', version: baselineVersion, prompts: Object.fromEntries(measured) }
}

/**
 * Parses and checks a baseline, given as value or JSON text.
 * @throws BrownoutError if it is not a baseline, or has another version
 */
export function readBaseline(source: unknown): DriftBaseline {
  const data = typeof source === 'string' ? parse(source) : source
  const { format, version } = (data ?? {}) as { format?: unknown; version?: unknown }
  if (format === 'brownout-drift-check' && version !== baselineVersion)
    throw new BrownoutError(
      `Cannot compare with the baseline: its version is ${version === undefined ? 'missing' : valueInWords(version)}, and this brownout reads version ${baselineVersion}.`,
    )
  const result = baselineSchema.safeParse(data)
  if (result.success) return result.data
  throw new BrownoutError(`Cannot compare with the baseline: ${wordingOfIssues(result.error.issues, data)}.`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new BrownoutError(`Cannot compare with the baseline: it is not JSON (${(error as Error).message}).`, { cause: error })
  }
}
