import { z } from 'zod'
import { wordingOfIssues } from '../engine/base/wrong-value.ts'
import { logOf, unknownCall, type Log, type LoggedCall, type NamedFault, type Row } from './log.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { errorIn, statusIn } from './error-text.ts'
import {
  firstChunkIn,
  isStreamIn,
  mapOf,
  modelIn,
  numberOf,
  otherThanCall,
  providerIn,
  tokensIn,
  valueSchema,
  wordOf,
  wordsOf,
  type Attributes,
} from './otel-attributes.ts'
import { attemptEvent } from '../otlp/names.ts'

const attributeSchema = z.object({ key: z.string(), value: valueSchema })
/** Omits attributes that cannot be read, such as values that are invalid in OTLP. */
const attributesSchema = z
  .array(z.unknown())
  .catch([])
  .transform((all) => all.flatMap((one) => attributeSchema.safeParse(one).data ?? []))
const nanoseconds = z.union([z.string().regex(/^\d+$/, 'expected nanoseconds'), z.int().nonnegative()])

const eventSchema = z.object({ name: z.string(), timeUnixNano: nanoseconds, attributes: attributesSchema })
const spanSchema = z.object({
  spanId: z.string().optional(),
  name: z.string().optional(),
  startTimeUnixNano: nanoseconds,
  endTimeUnixNano: nanoseconds,
  attributes: attributesSchema,
  events: z
    .array(z.unknown())
    .catch([])
    .transform((all) => all.flatMap((one) => eventSchema.safeParse(one).data ?? [])),
  /** 2 is an error, also as spelled in protobuf JSON. */
  status: z.object({ code: z.union([z.int(), z.string()]).optional(), message: z.string().optional() }).default({}),
})

/** The schema of an OTLP JSON export, without its spans: https://opentelemetry.io/docs/specs/otlp/. */
const exportSchema = z.object({ resourceSpans: z.array(z.unknown()) })
const resourceSchema = z.object({
  resource: z.object({ attributes: attributesSchema.optional() }).optional().catch(undefined),
  scopeSpans: z.array(z.object({ spans: z.array(z.unknown()).default([]) })).default([]),
})

type Span = z.output<typeof spanSchema>

/**
 * Reads the model calls of trace exports. A span is one call, except for spans of brownout, which list each attempt.
 * @throws BrownoutError if the only export is invalid
 */
export function readOtel(exports: readonly unknown[]): Log {
  const read = exports.map((data, index) => ({ place: `export ${index + 1}`, data, result: exportSchema.safeParse(data) }))
  const [only] = read
  if (read.length === 1 && only?.result.success === false)
    throw new BrownoutError(
      `Cannot import the log: it begins like an OpenTelemetry trace, but ${wordingOfIssues(only.result.error.issues, only.data)}.`,
    )
  const broken = read.flatMap(({ place, data, result }) =>
    result.success ? [] : [unusable(place, data === undefined ? 'no JSON' : wordingOfIssues(result.error.issues, data))],
  )
  const resources = read
    .flatMap(({ result }) => result.data?.resourceSpans ?? [])
    .map((data) => ({ data, result: resourceSchema.safeParse(data) }))
  const incomplete = resources.flatMap(({ data, result }, index) =>
    result.success ? [] : [unusable(`resource ${index + 1}`, wordingOfIssues(result.error.issues, data))],
  )
  const spans = resources.flatMap(({ result }) => result.data?.scopeSpans.flatMap((scope) => scope.spans) ?? [])
  const [seed] = resources.flatMap(({ result }) => wordOf(mapOf(result.data?.resource?.attributes), 'brownout.seed') ?? [])
  const rows = spans.flatMap((span, index) => rowsOf(span, `span ${index + 1}`))
  return logOf(
    'OpenTelemetry trace',
    [...broken, ...incomplete, ...rows].toSorted(([, a], [, b]) => orderOf(a) - orderOf(b)).map(([place, { row }]) => [place, row]),
    seed,
  )
}

function unusable(place: string, why: string): readonly [string, Placed] {
  return [place, { row: { unusable: why } }]
}

/** A row, with its position among the calls of a brownout trace. */
interface Placed {
  readonly row: Row
  readonly order?: number | undefined
}

function orderOf({ order }: Placed): number {
  return order ?? 0
}

function rowsOf(data: unknown, place: string): (readonly [string, Placed])[] {
  const result = spanSchema.safeParse(data)
  if (!result.success) return [[place, { row: { unusable: wordingOfIssues(result.error.issues, data) } }]]
  const span = result.data
  const attributes = mapOf(span.attributes)
  const where = span.spanId === undefined ? place : `span ${span.spanId}`
  const provider = providerIn(attributes)
  const attempts = span.events.filter(({ name }) => name === attemptEvent)
  const other = attempts.length === 0 ? otherThanCall(attributes) : undefined
  if (other !== undefined) return [[where, { row: { ignored: other } }]]
  if (provider === undefined) return [[where, { row: { unusable: 'it names no provider ("gen_ai.provider.name")' } }]]
  if (attempts.length === 0) return [[where, { row: { call: callOf(span, attributes, where) } }]]
  return attempts.map((event) => {
    const own = mapOf(event.attributes)
    return [where, { row: attemptOf(event, own, attributes, where), order: numberOf(own, 'brownout.index') }]
  })
}

/** Reads the call of a span, regardless of the instrumentation. */
function commonOf(attributes: Attributes): Omit<LoggedCall, 'at' | 'place'> {
  return {
    ...unknownCall,
    provider: providerIn(attributes)!,
    endpoint: wordOf(attributes, 'brownout.endpoint'),
    host: wordOf(attributes, 'server.address'),
    model: modelIn(attributes),
    stream: isStreamIn(attributes),
    tokens: tokensIn(attributes),
  }
}

function callOf(span: Span, attributes: Attributes, place: string): LoggedCall {
  const exception = mapOf(span.events.find(({ name }) => name === 'exception')?.attributes)
  const isFailed = span.status.code === 2 || span.status.code === 'STATUS_CODE_ERROR'
  const type = wordOf(attributes, 'error.type') ?? wordOf(exception, 'exception.type')
  const text = wordOf(exception, 'exception.message') ?? span.status.message ?? ''
  const inWord = type !== undefined && /^[1-5]\d\d$/.test(type) ? Number(type) : undefined
  const status = numberOf(attributes, 'http.response.status_code') ?? numberOf(attributes, 'http.status_code') ?? inWord
  return {
    ...commonOf(attributes),
    place,
    at: millisecondsOf(span.startTimeUnixNano),
    status: status ?? (isFailed ? statusIn(text) : undefined),
    error: type ?? (isFailed ? (text === '' ? 'an error without a name' : errorIn(text)) : undefined),
    firstByte: firstChunkIn(attributes) ?? firstChunkOf(span),
    latency: Math.max(0, Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6),
  }
}

/** The events for the first part of a streamed answer, in OpenInference, OpenLLMetry and the AI SDK. */
const firstChunk: ReadonlySet<string> = new Set(['First Token Stream Event', 'llm.content.completion.chunk', 'ai.stream.firstChunk'])

function firstChunkOf({ events, startTimeUnixNano }: Span): number | undefined {
  const event = events.find(({ name }) => firstChunk.has(name))
  return event === undefined ? undefined : Math.max(0, millisecondsOf(event.timeUnixNano) - millisecondsOf(startTimeUnixNano))
}

const endingSchema = z.enum(['complete', 'truncated', 'reset', 'aborted', 'hung', 'refused']).optional()

function attemptOf({ timeUnixNano }: Span['events'][number], own: Attributes, ofSpan: Attributes, place: string): Row {
  const ending = endingSchema.safeParse(wordOf(own, 'brownout.ending'))
  const fired = firedFaultsOf(own)
  if (!ending.success || fired === undefined) return { unusable: `its "${attemptEvent}" is none that this brownout reads` }
  return {
    call: {
      ...commonOf(ofSpan),
      place,
      at: millisecondsOf(timeUnixNano),
      status: numberOf(own, 'http.response.status_code'),
      firstByte: numberOf(own, 'brownout.first_byte'),
      latency: numberOf(own, 'brownout.duration'),
      ending: ending.data,
      deltas: numberOf(own, 'brownout.deltas'),
      fired,
    },
  }
}

function firedFaultsOf(attributes: Attributes): NamedFault[] | undefined {
  const [names, parameters] = ['brownout.fault.name', 'brownout.fault.parameters'].map((key) => wordsOf(attributes, key))
  try {
    return names!.map((fault, index) => ({ fault, parameters: JSON.parse(parameters![index] ?? '{}') as unknown }))
  } catch {
    return undefined
  }
}

/** Nanoseconds since 1970 have too many digits for a number; milliseconds with three decimals do not. */
function millisecondsOf(time: string | number): number {
  return Number(BigInt(time) / 1_000n) / 1_000
}
