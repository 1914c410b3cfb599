import { z } from 'zod'
import { wordingOfIssues } from '../engine/base/wrong-value.ts'
import { logOf, unknownCall, type Log, type LoggedCall, type NamedFault, type Row } from './log.ts'
import { attemptEvent, ownName } from './otel-names.ts'

const valueSchema = z.looseObject({
  stringValue: z.string().optional(),
  /** 64 bits, which OTLP writes as a text. */
  intValue: z.union([z.string(), z.number()]).optional(),
  doubleValue: z.number().optional(),
  boolValue: z.boolean().optional(),
  arrayValue: z.object({ values: z.array(z.looseObject({ stringValue: z.string().optional() })).default([]) }).optional(),
})
const attributesSchema = z.array(z.object({ key: z.string(), value: valueSchema })).default([])
const nanoseconds = z.union([z.string().regex(/^\d+$/, 'expected nanoseconds'), z.int().nonnegative()])

const eventSchema = z.object({ name: z.string(), timeUnixNano: nanoseconds, attributes: attributesSchema })
const spanSchema = z.object({
  spanId: z.string().optional(),
  name: z.string().optional(),
  startTimeUnixNano: nanoseconds,
  endTimeUnixNano: nanoseconds,
  attributes: attributesSchema,
  events: z.array(eventSchema).default([]),
  /** 2 is an error, also in its spelling of protobuf's JSON. */
  status: z.object({ code: z.union([z.int(), z.string()]).optional(), message: z.string().optional() }).default({}),
})

/** What an export of OTLP in JSON is, before its spans are looked at: https://opentelemetry.io/docs/specs/otlp/. */
export const otelSchema = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: attributesSchema }).optional(),
      scopeSpans: z.array(z.object({ spans: z.array(z.unknown()).default([]) })).default([]),
    }),
  ),
})

type Span = z.output<typeof spanSchema>
type Attributes = ReadonlyMap<string, z.output<typeof valueSchema>>

/** What is done with a model's answer; agents and tools have spans around and beside these. */
const operations: ReadonlySet<string> = new Set(['chat', 'generate_content', 'text_completion'])

/** The calls to models that exports of traces hold. A span is one call, but for brownout's own, which list each try. */
export function readOtel(exports: readonly z.output<typeof otelSchema>[]): Log {
  const resources = exports.flatMap(({ resourceSpans }) => resourceSpans)
  const spans = resources.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans))
  const [seed] = resources.flatMap(({ resource }) => wordOf(mapOf(resource?.attributes), 'brownout.seed') ?? [])
  const rows = spans.flatMap((span, index) => rowsOf(span, `span ${index + 1}`))
  return logOf(
    'OpenTelemetry trace',
    rows.toSorted(([, a], [, b]) => orderOf(a) - orderOf(b)).map(([place, { row }]) => [place, row]),
    seed,
  )
}

/** A row, and where among brownout's own calls it stood. */
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
  const operation = wordOf(attributes, 'gen_ai.operation.name')
  const provider = wordOf(attributes, 'gen_ai.provider.name') ?? wordOf(attributes, 'gen_ai.system')
  if (operation === undefined && provider === undefined) return [[where, { row: { ignored: 'a span of something else' } }]]
  const attempts = span.events.filter(({ name }) => name === attemptEvent)
  if (attempts.length === 0 && operation !== undefined && !operations.has(operation))
    return [[where, { row: { ignored: `a span of ${operation}` } }]]
  if (provider === undefined) return [[where, { row: { unusable: 'it names no provider ("gen_ai.provider.name")' } }]]
  if (attempts.length === 0) return [[where, { row: { call: callOf(span, attributes, where) } }]]
  return attempts.map((event) => {
    const own = mapOf(event.attributes)
    return [where, { row: attemptOf(event, own, attributes, where), order: numberOf(own, 'brownout.index') }]
  })
}

/** What each span says of its call, whoever wrote it. */
function commonOf(attributes: Attributes): Omit<LoggedCall, 'at' | 'place'> {
  const tokens = ['gen_ai.usage.input_tokens', 'gen_ai.usage.output_tokens'].flatMap((name) => numberOf(attributes, name) ?? [])
  return {
    ...unknownCall,
    provider:
      wordOf(attributes, 'brownout.provider') ??
      ownName((wordOf(attributes, 'gen_ai.provider.name') ?? wordOf(attributes, 'gen_ai.system'))!),
    endpoint: wordOf(attributes, 'brownout.endpoint'),
    host: wordOf(attributes, 'server.address'),
    model: wordOf(attributes, 'gen_ai.request.model'),
    stream: attributes.get('gen_ai.request.stream')?.boolValue,
    tokens: tokens.length === 0 ? undefined : tokens.reduce((sum, count) => sum + count, 0),
  }
}

function callOf(span: Span, attributes: Attributes, place: string): LoggedCall {
  const error = wordOf(attributes, 'error.type')
  const inWord = error !== undefined && /^[1-5]\d\d$/.test(error) ? Number(error) : undefined
  const isFailed = span.status.code === 2 || span.status.code === 'STATUS_CODE_ERROR'
  return {
    ...commonOf(attributes),
    place,
    at: millisecondsOf(span.startTimeUnixNano),
    status: numberOf(attributes, 'http.response.status_code') ?? inWord,
    error: error ?? (isFailed ? (span.status.message ?? 'an error without a name') : undefined),
    firstByte: scaled(numberOf(attributes, 'gen_ai.response.time_to_first_chunk')),
    latency: Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6,
  }
}

const endingSchema = z.enum(['complete', 'cut', 'reset', 'aborted', 'hung', 'refused']).optional()

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

function mapOf(attributes: z.output<typeof attributesSchema> = []): Attributes {
  return new Map(attributes.map(({ key, value }) => [key, value]))
}

function wordOf(attributes: Attributes, key: string): string | undefined {
  return attributes.get(key)?.stringValue
}

function wordsOf(attributes: Attributes, key: string): string[] {
  return attributes.get(key)?.arrayValue?.values.flatMap(({ stringValue }) => stringValue ?? []) ?? []
}

function numberOf(attributes: Attributes, key: string): number | undefined {
  const value = attributes.get(key)
  return value?.doubleValue ?? (value?.intValue === undefined ? undefined : Number(value.intValue))
}

/** The conventions count in seconds. */
function scaled(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1_000
}

/** Nanoseconds since 1970 have more digits than a number holds; milliseconds with three places do not. */
function millisecondsOf(time: string | number): number {
  return Number(BigInt(time) / 1_000n) / 1_000
}
