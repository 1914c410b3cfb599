import { errorIn, statusIn } from './error-text.ts'
import { providerOfModel } from './provider-name.ts'

/** A raw row of a log. */
export type RawRow = Readonly<Record<string, unknown>>

/** A row with the columns of a plain log, or why it is not a call. */
export type Reshaped = RawRow | { readonly ignored: string }

/** How to recognize one kind of log and convert its rows to those of a plain log. */
interface LogShape {
  readonly name: string
  isOf(row: RawRow): boolean
  reshaped(row: RawRow): Reshaped
}

function member(row: unknown, name: string): unknown {
  return typeof row === 'object' && row !== null ? (row as RawRow)[name] : undefined
}

/** Parses a value that JSON or a database wrote as text within a field. */
function unpacked(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('{')) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

function first(row: RawRow, ...names: readonly string[]): unknown {
  return names.map((name) => row[name]).find(isGiven)
}

/** Parses a time to ms: text, as ISO 8601 or without a zone (then it is UTC), or seconds since 1970. */
function moment(value: unknown): number | undefined {
  if (typeof value === 'number' || (typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value))) {
    const count = Number(value)
    return count < 1e11 ? count * 1_000 : count
  }
  if (typeof value !== 'string') return undefined
  const at = Date.parse(/[zZ]$|[+-]\d\d:?\d\d$/.test(value) ? value : `${value.replace(' ', 'T')}Z`)
  return Number.isNaN(at) ? undefined : at
}

/** Returns the ms between two times; `undefined` if one is unknown. */
function between(from: number | undefined, to: number | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : Math.max(0, to - from)
}

function failed(text: string): { readonly status?: number; readonly error: string } {
  const status = statusIn(text)
  return { ...(status === undefined ? {} : { status }), error: errorIn(text) }
}

/**
 * The standard logging payload that LiteLLM passes to its callbacks and stores, and the rows of its spend logs
 * (docs.litellm.ai/docs/proxy/logging_spec).
 */
const litellm: LogShape = {
  name: 'LiteLLM',
  isOf: (row) => 'call_type' in row && ('startTime' in row || 'start_time' in row),
  reshaped(row) {
    const [start, end, begun] = [
      first(row, 'startTime', 'start_time'),
      first(row, 'endTime', 'end_time'),
      first(row, 'completionStartTime', 'completion_start_time'),
    ].map(moment)
    const metadata = unpacked(row['metadata'])
    const information = unpacked(first(row, 'error_information')) ?? member(metadata, 'error_information')
    const isFailed = first(row, 'status') === 'failure' || isGiven(row['error_str'])
    const code = Number(member(information, 'error_code'))
    const text = [member(information, 'error_class'), member(information, 'error_message'), row['error_str']].filter(isGiven).join(': ')
    return {
      time: start ?? row['startTime'] ?? row['start_time'],
      provider: first(row, 'custom_llm_provider') ?? member(information, 'llm_provider') ?? providerOf(row['model']),
      model: row['model'],
      stream: row['stream'],
      latency: between(start, end),
      // Without streaming it equals the end.
      firstByte: begun === end ? undefined : between(start, begun),
      tokens: row['total_tokens'],
      ...(isFailed ? failed(text) : { status: 200 }),
      ...(isFailed && code >= 400 && code < 600 ? { status: code } : {}),
    }
  },
}

/** Generations in Langfuse observations, from its blob storage, its API and its UI (langfuse.com/docs/api-and-data-platform). */
const langfuse: LogShape = {
  name: 'Langfuse',
  isOf: (row) => ('start_time' in row || 'startTime' in row) && ('level' in row || 'trace_id' in row || 'traceId' in row),
  reshaped(row) {
    const type = first(row, 'type')
    if (typeof type === 'string' && type.toUpperCase() !== 'GENERATION') return { ignored: `an observation of type ${type}` }
    const [start, end, begun] = [
      first(row, 'start_time', 'startTime'),
      first(row, 'end_time', 'endTime'),
      first(row, 'completion_start_time', 'completionStartTime'),
    ].map(moment)
    const model = first(row, 'provided_model_name', 'providedModelName', 'model', 'model_id')
    const usage = unpacked(first(row, 'usage_details', 'usageDetails', 'usage'))
    const isFailed = first(row, 'level') === 'ERROR'
    return {
      time: start ?? first(row, 'start_time', 'startTime'),
      provider: providerOf(model),
      model,
      latency: between(start, end),
      firstByte: between(start, begun),
      tokens: member(usage, 'total') ?? first(row, 'totalTokens', 'total_tokens'),
      ...(isFailed ? failed(String(first(row, 'status_message', 'statusMessage') ?? '')) : { status: 200 }),
    }
  },
}

/** Requests as exported by `@helicone/export` and Helicone's API (docs.helicone.ai/tools/export). */
const helicone: LogShape = {
  name: 'Helicone',
  isOf: (row) => 'request_created_at' in row,
  reshaped(row) {
    const status = Number(row['response_status'])
    const model = first(row, 'request_model', 'model_override', 'response_model', 'model')
    const ends = [first(row, 'request_created_at'), first(row, 'response_created_at')].map(moment)
    return {
      time: ends[0] ?? row['request_created_at'],
      provider: providerOf(model, first(row, 'provider')),
      model,
      latency: first(row, 'delay_ms') ?? between(ends[0], ends[1]),
      firstByte: first(row, 'time_to_first_token'),
      tokens: first(row, 'total_tokens'),
      // Negative if no response arrived: canceled, timed out, still open.
      ...(status >= 100
        ? { status }
        : { error: isGiven(row['response_status']) ? `no response (Helicone's status ${status})` : 'no response' }),
    }
  },
}

function providerOf(model: unknown, named?: unknown): unknown {
  if (isGiven(named) && named !== 'CUSTOM') return named
  return typeof model === 'string' ? providerOfModel(model) : undefined
}

const shapes: readonly LogShape[] = [helicone, litellm, langfuse]

/** Returns the kind of log of a row; `undefined` if it has the columns of a plain log. */
export function shapeOf(row: RawRow): LogShape | undefined {
  return 'time' in row && 'provider' in row ? undefined : shapes.find((shape) => shape.isOf(row))
}
