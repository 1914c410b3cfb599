import { z } from 'zod'
import { duration } from '../engine/base/duration.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { suggestion } from '../engine/base/nearest.ts'
import { wordingOfIssues } from '../engine/base/wrong-value.ts'
import { readCsv } from './csv.ts'
import { logOf, unknownCall, type Log, type Row } from './log.ts'
import { shapeOf, type RawRow } from './log-shapes.ts'
import { providerNamed } from './provider-name.ts'

const expectedTime = 'expected a time such as "2026-05-01T09:00:00Z", or milliseconds'

function numeric<Schema extends z.ZodType>(schema: Schema): z.ZodPreprocess<Schema> {
  return z.preprocess((value) => (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value), schema)
}

/** One call of a plain log. */
const rowSchema = z.object({
  /** ISO 8601, or milliseconds since 1970. */
  time: numeric(
    z.union([
      z.number({ error: expectedTime }),
      z
        .string()
        .refine((text) => !Number.isNaN(Date.parse(text)), expectedTime)
        .transform((text) => Date.parse(text)),
    ]),
  ),
  provider: z.string('expected the name of a provider, such as "openai"').transform(providerNamed),
  endpoint: z.string().optional(),
  model: z.string().optional(),
  status: numeric(z.int().min(100).max(599)).optional(),
  /** The failure of a call without a status: `ECONNRESET`, `timeout`, an error class. */
  error: z.string().optional(),
  /** Duration of the complete call: milliseconds, or a text such as `2s`. */
  latency: numeric(duration).optional(),
  tokens: numeric(z.int().nonnegative()).optional(),
})

const columns = Object.keys(rowSchema.shape)

/** Values in the logs of other tools that a plain log has no columns for. */
const reshapedSchema = rowSchema.extend({
  firstByte: numeric(z.number().nonnegative()).optional(),
  stream: z.preprocess((value) => (typeof value === 'string' ? value.toLowerCase() === 'true' : value), z.boolean()).optional(),
})

/** Reads a log with one JSON object per line. */
export function readLines(text: string): Log {
  return logOf('lines of JSON', linesIn(text))
}

function* linesIn(text: string): Generator<readonly [string, Row], void, undefined> {
  let number = 0
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at)
    const line = text.slice(at, end < 0 ? text.length : end)
    number++
    at = end < 0 ? text.length : end + 1
    if (line.trim() !== '') yield [`line ${number}`, rowOfLine(line, `line ${number}`)]
  }
}

function rowOfLine(line: string, place: string): Row {
  try {
    return rowOf(JSON.parse(line), place)
  } catch {
    return { unusable: 'no JSON' }
  }
}

/** Reads a log that is one array of JSON objects. */
export function readRows(rows: readonly unknown[]): Log {
  return logOf(
    'JSON',
    rows.map((row, index) => [`row ${index + 1}`, rowOf(row, `row ${index + 1}`)]),
  )
}

/**
 * Reads a log of comma-separated values. The first line names the columns.
 * @throws BrownoutError if a required column is missing
 */
export function readTable(text: string): Log {
  const records = readCsv(text)
  const { value: head } = records.next()
  const names = head?.fields ?? []
  const isPlain = shapeOf(Object.fromEntries(names.map((name) => [name, '']))) === undefined
  for (const name of isPlain ? ['time', 'provider'] : []) {
    if (!names.includes(name))
      throw new BrownoutError(
        `Cannot import the log: its first line names no column "${name}".${suggestion(name, names)} Columns that are read: ${columns.join(', ')}.`,
      )
  }
  return logOf('CSV', rowsOf(records, names))
}

function* rowsOf(records: ReturnType<typeof readCsv>, names: readonly string[]): Generator<readonly [string, Row], void, undefined> {
  for (const { line, fields } of records) {
    const place = `line ${line}`
    const row: Record<string, unknown> = {}
    for (const [index, name] of names.entries()) row[name] = fields[index] ?? ''
    yield [place, rowOf(row, place)]
  }
}

/** Removes empty fields from a row. */
function withoutEmpty(row: unknown): unknown {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return row
  const given: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(row)) if (value !== '' && value !== null) given[name] = value
  return given
}

function rowOf(data: unknown, place: string): Row {
  const shape = typeof data === 'object' && data !== null ? shapeOf(data as RawRow) : undefined
  const reshaped = shape?.reshaped(data as RawRow) ?? data
  if (shape !== undefined && typeof (reshaped as RawRow)['ignored'] === 'string')
    return { ignored: String((reshaped as RawRow)['ignored']) }
  const result = reshapedSchema.safeParse(withoutEmpty(reshaped))
  if (!result.success) return { unusable: wordingOfIssues(result.error.issues, reshaped) }
  const { time, ...received } = result.data
  if (received.status === undefined && received.error === undefined) return { unusable: 'neither a status nor an error' }
  const others = shape === undefined ? Object.keys(data as object).filter((name) => !columns.includes(name)) : []
  return {
    call: { ...unknownCall, ...received, place, at: time },
    untaken: others.map((name) => `"${name}"`),
  }
}
