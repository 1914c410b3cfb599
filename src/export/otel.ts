import { z } from 'zod'
import { BrownoutError } from '../engine/base/errors.ts'
import { digest } from '../engine/base/hash.ts'
import { readRecord } from '../engine/plan/incident.ts'
import type { ScheduledCall } from '../engine/plan/scheduled-call.ts'
import { wordingOfIssues } from '../engine/base/wrong-value.ts'
import { attemptEvent, conventionalName, conventions, schemaUrl } from '../import/otel-names.ts'

/** The used parts of an incident file's journal. Prompts and answers are not used. */
const journalSchema = z.object({
  seed: z.string(),
  calls: z.array(
    z.object({
      provider: z.string(),
      endpoint: z.string(),
      host: z.string(),
      model: z.string(),
      stream: z.boolean(),
      key: z.string(),
      attempt: z.int(),
      fired: z.array(z.object({ fault: z.string(), parameters: z.record(z.string(), z.unknown()) })),
      startedAt: z.number().nonnegative(),
      firstByteAt: z.number().optional(),
      endedAt: z.number().optional(),
      status: z.int().optional(),
      ending: z.string().optional(),
      problem: z.object({ kind: z.string() }).optional(),
      finish: z.string().optional(),
      usage: z.object({ inputTokens: z.number(), outputTokens: z.number() }).optional(),
      deltas: z.int().default(0),
    }),
  ),
})

type Journal = z.output<typeof journalSchema>
type Call = Journal['calls'][number]

interface Value {
  readonly stringValue?: string
  readonly intValue?: string
  readonly doubleValue?: number
  readonly boolValue?: boolean
  readonly arrayValue?: { readonly values: readonly Value[] }
}

interface Attribute {
  readonly key: string
  readonly value: Value
}

interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly name: string
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: readonly Attribute[]
  readonly events: readonly { readonly name: string; readonly timeUnixNano: string; readonly attributes: readonly Attribute[] }[]
  readonly status: { readonly code: number }
}

/** OTLP JSON traces, as collectors accept them. */
export interface OtelTrace {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] }
    readonly scopeSpans: readonly {
      readonly scope: { readonly name: string }
      readonly schemaUrl: string
      readonly spans: readonly Span[]
    }[]
  }[]
}

const clientKind = 3
const [okCode, errorCode] = [1, 2]

/**
 * Converts the journal of an incident file, given as value or JSON text, to an OpenTelemetry trace: one span per request, in which each
 * attempt is an event, as the conventions for generative AI recommend for retries. It contains no text of a prompt or an answer. The
 * clock's 0 is the start of 1970, since an incident file has no date.
 * @throws BrownoutError if it is not an incident file, or this version of brownout cannot read its journal
 */
export function otelOf(incident: unknown): OtelTrace {
  const { journal: data, schedule = [] } = readRecord(incident)
  const result = journalSchema.safeParse(data)
  if (!result.success) throw new BrownoutError(`Cannot export the incident's journal: ${wordingOfIssues(result.error.issues, data)}.`)
  const { seed, calls } = result.data
  const questions = Map.groupBy(
    inOrder(calls, schedule).map((call, index) => ({ call, index })),
    // One key is one request, unless the key is unknown.
    ({ call, index }) => (call.key === '' ? index : call.key),
  )
  return {
    resourceSpans: [
      {
        resource: {
          attributes: [word('service.name', 'brownout'), word('brownout.seed', seed), word('brownout.semantic_conventions', conventions)],
        },
        scopeSpans: [{ scope: { name: 'brownout' }, schemaUrl, spans: [...questions.values()].map((tries) => spanOf(seed, tries)) }],
      },
    ],
  }
}

/** Returns the calls in order of arrival, which only the schedule has: the journal orders calls at the same time by key. */
function inOrder(calls: readonly Call[], schedule: readonly ScheduledCall[]): Call[] {
  const nameOf = ({ key, attempt }: Pick<ScheduledCall, 'key' | 'attempt'>): string => `${key}/${attempt}`
  const places = new Map(schedule.map((call, place) => [nameOf(call), place]))
  const placeOf = (call: Call): number => places.get(nameOf(call)) ?? 0
  return calls.toSorted((a, b) => a.startedAt - b.startedAt || placeOf(a) - placeOf(b))
}

interface Try {
  readonly call: Call
  /** Its index in the journal. */
  readonly index: number
}

function spanOf(seed: string, tries: readonly Try[]): Span {
  const [{ call: first, index }] = tries as readonly [Try, ...Try[]]
  const { call: last } = tries.at(-1)!
  const isWhole = last.ending === 'complete'
  const operation = operationOf(first)
  return {
    traceId: hexadecimal(`trace/${seed}`, 32),
    spanId: hexadecimal(`span/${seed}/${index}`, 16),
    name: first.model === '' ? operation : `${operation} ${first.model}`,
    kind: clientKind,
    startTimeUnixNano: nanoseconds(first.startedAt),
    endTimeUnixNano: nanoseconds(Math.max(...tries.map(({ call }) => call.endedAt ?? call.startedAt))),
    attributes: [
      word('gen_ai.operation.name', operation),
      word('gen_ai.provider.name', conventionalName(first.provider)),
      ...some(first.model, (model) => word('gen_ai.request.model', model)),
      { key: 'gen_ai.request.stream', value: { boolValue: first.stream } },
      ...some(first.host, (host) => word('server.address', host)),
      ...some(last.firstByteAt, (at) => fraction('gen_ai.response.time_to_first_chunk', (at - first.startedAt) / 1_000)),
      ...some(last.finish, (reason) => words('gen_ai.response.finish_reasons', [reason])),
      ...some(last.usage, ({ inputTokens }) => whole('gen_ai.usage.input_tokens', inputTokens)),
      ...some(last.usage, ({ outputTokens }) => whole('gen_ai.usage.output_tokens', outputTokens)),
      ...(isWhole ? [] : [word('error.type', errorOf(last))]),
      word('brownout.provider', first.provider),
      ...some(first.endpoint, (endpoint) => word('brownout.endpoint', endpoint)),
    ],
    events: tries.map((attempt) => eventOf(attempt)),
    status: { code: isWhole ? okCode : errorCode },
  }
}

function eventOf({ call, index }: Try): Span['events'][number] {
  const { startedAt, firstByteAt, endedAt, status, ending, fired, deltas } = call
  return {
    name: attemptEvent,
    timeUnixNano: nanoseconds(startedAt),
    attributes: [
      whole('brownout.index', index),
      ...some(status, (code) => whole('http.response.status_code', code)),
      ...some(firstByteAt, (at) => fraction('brownout.first_byte', at - startedAt)),
      ...some(endedAt, (at) => fraction('brownout.duration', at - startedAt)),
      ...some(ending, (how) => word('brownout.ending', how)),
      whole('brownout.deltas', deltas),
      words(
        'brownout.fault.name',
        fired.map(({ fault }) => fault),
      ),
      words(
        'brownout.fault.parameters',
        fired.map(({ parameters }) => JSON.stringify(parameters)),
      ),
    ],
  }
}

/** The conventions have names for text answers and for vectors. Other operations are named after their endpoint. */
function operationOf({ endpoint }: Call): string {
  if (/embed/i.test(endpoint)) return 'embeddings'
  return /moderation|rerank|models|count/i.test(endpoint) ? endpoint : 'chat'
}

/** Names a failure with low cardinality: the kind of the problem, otherwise the status, otherwise the ending. */
function errorOf({ problem, status, ending }: Call): string {
  if (problem !== undefined) return problem.kind
  return status !== undefined && status >= 400 ? String(status) : (ending ?? '_OTHER')
}

function hexadecimal(text: string, length: number): string {
  return `${digest(text)}${digest(`${text}/more`)}${digest(`${text}/most`)}`.slice(0, length)
}

function nanoseconds(ms: number): string {
  return String(Math.round(ms * 1e6))
}

function some<Given>(value: Given | undefined | '', act: (value: Given) => Attribute): Attribute[] {
  return value === undefined || value === '' ? [] : [act(value)]
}

function word(key: string, stringValue: string): Attribute {
  return { key, value: { stringValue } }
}

function words(key: string, all: readonly string[]): Attribute {
  return { key, value: { arrayValue: { values: all.map((stringValue) => ({ stringValue })) } } }
}

function whole(key: string, count: number): Attribute {
  return { key, value: { intValue: String(count) } }
}

function fraction(key: string, doubleValue: number): Attribute {
  return { key, value: { doubleValue } }
}
