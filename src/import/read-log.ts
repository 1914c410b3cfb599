import { BrownoutError } from '../engine/base/errors.ts'
import { wordingOfIssues } from '../engine/base/wrong-value.ts'
import { harSchema, readHar } from './har.ts'
import type { Log } from './log.ts'
import { shapeOf } from './log-shapes.ts'
import { readOtel } from './otel.ts'
import { readLines, readRows, readTable } from './table.ts'

/**
 * Reads the calls of a log: a HAR file, OTLP JSON traces (one export, or one per line), lines or an array of JSON objects, or separated
 * values. A bad row does not stop it: it is listed as unusable.
 * @throws BrownoutError if the format is unknown, or the log is empty
 */
export function readLog(marked: string): Log {
  // Spreadsheets and Windows tools start a file with a byte order mark.
  const text = marked.replace(/^\uFEFF/, '')
  if (text.trim() === '') throw new BrownoutError('Cannot import the log: it is empty.')
  const first = firstLine(text)
  const begins = first.trimStart()[0]
  const whole = begins === '{' || begins === '[' ? jsonOf(text) : undefined
  if (isObject(whole) && 'log' in whole) return checked(harSchema, whole, 'a HAR file', readHar)
  if (isObject(whole) && 'resourceSpans' in whole) return readOtel([whole])
  const rows = rowsWithin(whole)
  if (rows !== undefined) return readRows(rows)
  if (whole === undefined && isExport(first)) return readOtel(jsonLines(text))
  if (whole === undefined && isObject(jsonOf(first))) return readLines(text)
  if (isObject(whole) && ('time' in whole || shapeOf({ ...whole }) !== undefined)) return readRows([whole])
  if (begins !== '{' && begins !== '[' && /[,;\t]/.test(first)) return readTable(text)
  throw new BrownoutError(
    'Cannot import the log: its format is unknown. Expected a HAR file ({"log": ...}), an OpenTelemetry trace ({"resourceSpans": ...}), one JSON object a line or an array of them, or comma-separated values with a first line such as "time,provider,model,status,latency,tokens".',
  )
}

function firstLine(text: string): string {
  const begin = /\S/.exec(text.slice(0, 10_000))?.index ?? 0
  const end = text.indexOf('\n', begin)
  return text.slice(begin, end < 0 ? text.length : end)
}

/** Returns the rows of an array, or as APIs wrap them: `{"data": [...]}`. */
function rowsWithin(whole: unknown): readonly unknown[] | undefined {
  const rows: unknown = isObject(whole) && 'data' in whole ? whole.data : whole
  return Array.isArray(rows) && rows.some(isObject) ? rows : undefined
}

function isExport(line: string): boolean {
  const value = jsonOf(line)
  return isObject(value) && 'resourceSpans' in value
}

/** Parses each line that is not empty; `undefined` if it is not JSON. */
function jsonLines(text: string): unknown[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [jsonOf(line)]))
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
