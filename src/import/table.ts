import { z } from 'zod'
import { duration } from '../engine/base/duration.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { suggestion } from '../engine/base/nearest.ts'
import { wordingOfIssues } from '../engine/base/wrong-value.ts'
import { readCsv } from './csv.ts'
import { logOf, unknownCall, type Log, type Row } from './log.ts'

const expectedTime = 'expected a time such as "2026-05-01T09:00:00Z", or milliseconds'
const left = z.literal('').transform(() => undefined)

function numeric<Schema extends z.ZodType>(schema: Schema): z.ZodPreprocess<Schema> {
  return z.preprocess((value) => (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value), schema)
}

function optional<Schema extends z.ZodType>(schema: Schema): z.ZodOptional<z.ZodUnion<readonly [typeof left, Schema]>> {
  return z.union([left, schema]).optional()
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
  provider: z.string().min(1, 'expected the name of a provider, such as "openai"'),
  endpoint: optional(z.string()),
  model: optional(z.string()),
  status: optional(numeric(z.int().min(100).max(599))),
  /** What failed, where no status came: `ECONNRESET`, `timeout`, a class of errors. */
  error: optional(z.string()),
  /** Of the whole call: milliseconds, or a text such as `2s`. */
  latency: optional(numeric(duration)),
  tokens: optional(numeric(z.int().nonnegative())),
})

const columns = Object.keys(rowSchema.shape)

/** A log of one JSON object a line. */
export function readLines(text: string): Log {
  const lines = text.split(/\r?\n/).map((line, index) => [`line ${index + 1}`, line] as const)
  return logOf(
    'lines of JSON',
    lines.filter(([, line]) => line.trim() !== '').map(([place, line]) => [place, rowOfLine(line, place)]),
  )
}

function rowOfLine(line: string, place: string): Row {
  try {
    return rowOf(JSON.parse(line), place)
  } catch {
    return { unusable: 'no JSON' }
  }
}

/**
 * A log of comma-separated values, the first line of which names the columns.
 * @throws BrownoutError where a column is missing that nothing can be read without
 */
export function readTable(text: string): Log {
  const [head, ...records] = readCsv(text)
  const names = head?.fields ?? []
  for (const name of ['time', 'provider']) {
    if (!names.includes(name))
      throw new BrownoutError(
        `Cannot import the log: its first line names no column "${name}".${suggestion(name, names)} Columns that are read: ${columns.join(', ')}.`,
      )
  }
  return logOf(
    'CSV',
    records.map(({ line, fields }) => [
      `line ${line}`,
      rowOf(Object.fromEntries(names.map((name, index) => [name, fields[index] ?? ''])), `line ${line}`),
    ]),
  )
}

function rowOf(data: unknown, place: string): Row {
  const result = rowSchema.safeParse(data)
  if (!result.success) return { unusable: wordingOfIssues(result.error.issues, data) }
  const { time, ...received } = result.data
  if (received.status === undefined && received.error === undefined) return { unusable: 'neither a status nor an error' }
  const others = Object.keys(data as object).filter((name) => !columns.includes(name))
  return {
    call: { ...unknownCall, ...received, place, at: time },
    untaken: others.map((name) => `"${name}"`),
  }
}
