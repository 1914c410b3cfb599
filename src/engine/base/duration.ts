import { z } from 'zod'
import { BrownoutError } from './errors.ts'
import { valueInWords } from './value-in-words.ts'

/** A span of time: a number of milliseconds, or a number with its unit: `'250ms'`, `'2s'`, `'10m'`, `'1h'`. */
export type Duration = number | `${number}ms` | `${number}s` | `${number}m` | `${number}h`

const millisecondsPer: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }
const expected = 'expected a duration such as "250ms", "2s", "10m" or "1h"'
/** A year: dates that are computed from it stay valid. */
const longest = 8_760 * 3_600_000
const tooLong = `expected a duration of at most "8760h" (a year)`
const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/

/**
 * Converts a duration to milliseconds.
 * @throws BrownoutError if the value is not a duration, is negative or is more than a year
 * @example
 * milliseconds('2s') // => 2000
 */
export function milliseconds(duration: Duration): number {
  const ms = lengthOf(duration)
  if (ms === undefined) {
    throw new BrownoutError(
      `Cannot read ${valueInWords(duration)} as a duration. Expected milliseconds as a number of at least 0, or a text such as "250ms", "2s", "10m" or "1h".`,
    )
  }
  if (ms > longest) throw new BrownoutError(`Cannot use the duration ${valueInWords(duration)}: ${tooLong}.`)
  return ms
}

/** The length in ms, of any size. `undefined` if the value is not a duration. */
function lengthOf(duration: unknown): number | undefined {
  if (typeof duration === 'number') return Number.isFinite(duration) && duration >= 0 ? duration : undefined
  const [, amount, unit] = (typeof duration === 'string' && durationPattern.exec(duration)) || []
  return amount === undefined || unit === undefined ? undefined : Number(amount) * millisecondsPer[unit]!
}

/**
 * The zod schema of a {@link Duration}, for parameters. Parses to milliseconds, so its default is a number of ms.
 * @example
 * const parameters = z.object({ by: duration.default(30_000).describe('how much later the answer starts, in ms') })
 * parameters.parse({ by: '2s' }) // => { by: 2_000 }
 */
export const duration: z.ZodType<number, Duration> = z
  .union([
    z.number({ error: expected }).nonnegative(expected).max(longest, tooLong),
    z
      .string({ error: expected })
      .regex(durationPattern, { message: expected, abort: true })
      .refine((text) => Number(lengthOf(text)) <= longest, tooLong),
  ])
  .transform((value) => milliseconds(value as Duration))
  .meta({ unit: 'duration' }) as unknown as z.ZodType<number, Duration>

/** The zod schema of a time on the clock: a {@link Duration} since the start, or a negative number of ms for a time before it. */
export const moment = z.union([z.number({ error: expected }).negative(expected).min(-longest, tooLong), duration])

/**
 * Formats milliseconds for people.
 * @example
 * formatDuration(90_000) // => '1m30s'
 */
export function formatDuration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)}ms`
  if (ms < 59_995) return `${Number((ms / 1_000).toFixed(2))}s`
  const rounded = Math.round(ms / 1_000)
  const hours = Math.floor(rounded / 3_600)
  const minutes = Math.floor((rounded % 3_600) / 60)
  const seconds = rounded % 60
  return `${hours > 0 ? `${hours}h` : ''}${minutes > 0 ? `${minutes}m` : ''}${seconds > 0 ? `${seconds}s` : ''}`
}

/**
 * Formats a time in ms so that {@link milliseconds} returns the same number: with a unit if that is exact, otherwise as a plain number.
 * @example
 * exactDuration(600_000) // => '10m'
 */
export function exactDuration(ms: number): string {
  const unit = (['h', 'm', 's', 'ms'] as const).find((name) => Number.isInteger(ms / millisecondsPer[name]!))
  return unit === undefined || ms <= 0 || !Number.isSafeInteger(ms) ? String(ms) : `${ms / millisecondsPer[unit]!}${unit}`
}
