import { z } from 'zod'
import { BrownoutError } from '../engine/base/errors.ts'
import { readRecord } from '../engine/plan/incident.ts'
import type { ScheduledCall } from '../engine/plan/scheduled-call.ts'
import { wordingOfIssues } from '../engine/base/wrong-value.ts'
import { fraction, nanoseconds, some, whole, word, words } from '../otlp/attribute.ts'
import { spanAttributes, titleOf } from '../otlp/call-attributes.ts'
import { attemptEvent, conventions } from '../otlp/names.ts'
import { clientSpan, tracesOf, type OtlpTraces, type Span, type SpanEvent } from '../otlp/traces.ts'

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

/**
 * Converts the journal of an incident file, given as value or JSON text, to an OpenTelemetry trace: one span per request, in which each
 * attempt is an event, as the conventions for generative AI recommend for retries. It contains no text of a prompt or an answer. The
 * clock's 0 is the start of 1970, since an incident file has no date.
 * @throws BrownoutError if it is not an incident file, or this version of brownout cannot read its journal
 */
export function otelOf(incident: unknown): OtlpTraces {
  const { journal: data, schedule = [] } = readRecord(incident)
  const result = journalSchema.safeParse(data)
  if (!result.success) throw new BrownoutError(`Cannot export the incident's journal: ${wordingOfIssues(result.error.issues, data)}.`)
  const { seed, calls } = result.data
  const questions = Map.groupBy(
    inOrder(calls, schedule).map((call, index) => ({ call, index })),
    // One key is one request, unless the key is unknown.
    ({ call, index }) => (call.key === '' ? index : call.key),
  )
  const resource = {
    attributes: [word('service.name', 'brownout'), word('brownout.seed', seed), word('brownout.semantic_conventions', conventions)],
  }
  return tracesOf(
    resource,
    [...questions.values()].map((tries) => spanOf(seed, tries)),
  )
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
  return clientSpan({
    traceName: seed,
    name: `${seed}/${index}`,
    from: first.startedAt,
    to: Math.max(...tries.map(({ call }) => call.endedAt ?? call.startedAt)),
    title: titleOf(first),
    attributes: spanAttributes(first, last),
    events: tries.map((attempt) => eventOf(attempt)),
    isWhole: last.ending === 'complete',
  })
}

function eventOf({ call, index }: Try): SpanEvent {
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
