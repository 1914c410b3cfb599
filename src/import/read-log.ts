import { BrownoutError } from '../engine/base/errors.ts'
import { wordingOfIssues } from '../engine/base/wrong-value.ts'
import { harSchema, readHar } from './har.ts'
import type { Log } from './log.ts'
import { otelSchema, readOtel } from './otel.ts'
import { readLines, readTable } from './table.ts'

/**
 * The calls that a log tells of: a HAR file, traces in OTLP's JSON (one export, or one a line), lines of JSON, or comma-separated values.
 * @throws BrownoutError where it is none of these, or holds nothing
 */
export function readLog(text: string): Log {
  if (text.trim() === '') throw new BrownoutError('Cannot import the log: it is empty.')
  const whole = jsonOf(text)
  if (isObject(whole) && 'log' in whole) return checked(harSchema, whole, 'a HAR file', readHar)
  const [first = ''] = text.trimStart().split('\n', 1)
  const parts = isObject(whole)
    ? [whole]
    : text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map(jsonOf)
  if (parts.some((part) => isObject(part) && 'resourceSpans' in part))
    return checked(otelSchema.array(), parts, 'an OpenTelemetry trace', readOtel)
  if (isObject(jsonOf(first)) || (isObject(whole) && 'time' in whole)) return readLines(isObject(whole) ? JSON.stringify(whole) : text)
  if (whole === undefined && first.includes(',')) return readTable(text)
  throw new BrownoutError(
    'Cannot import the log: it is none that is known. Expected a HAR file ({"log": ...}), an OpenTelemetry trace ({"resourceSpans": ...}), one JSON object a line, or comma-separated values with a first line such as "time,provider,model,status,latency,tokens".',
  )
}

function checked<Value>(
  schema: { safeParse(data: unknown): { success: true; data: Value } | { success: false; error: { issues: readonly object[] } } },
  data: unknown,
  what: string,
  read: (value: Value) => Log,
): Log {
  const result = schema.safeParse(data)
  if (!result.success)
    throw new BrownoutError(`Cannot import the log: it begins like ${what}, but ${wordingOfIssues(result.error.issues, data)}.`)
  return read(result.data)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
