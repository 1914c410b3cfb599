import type { CallRecord } from '../engine/run/call-record.ts'
import { redactionIn } from '../engine/run/write-incident.ts'
import type { Run } from '../engine/run/run.ts'
import { nanoseconds, some, whole, word, type Attribute } from '../otlp/attribute.ts'
import { spanAttributes, titleOf } from '../otlp/call-attributes.ts'
import { clientSpan, type Span, type SpanEvent } from '../otlp/traces.ts'
import { textAttributes } from './content.ts'

/** The event for a fault. */
const faultEvent = 'brownout.fault'

/**
 * The span of one call, in the trace that the client specifies, otherwise in one of all equal requests. Times are those of the client.
 * @param scope the scope of the server that the call was made in
 */
export function spanOf(
  run: Run,
  record: CallRecord,
  { scope, hasTexts }: { readonly scope: string | undefined; readonly hasTexts: boolean },
): Span {
  const { call } = record
  const dateOf = (moment: number): number => run.datesOf(moment).date
  const from = dateOf(record.startedAt)
  const origin = `${run.seed}/${dateOf(0)}/${scope ?? ''}`
  const clean = redactionIn(run)
  const span = clientSpan({
    traceName: `${origin}/${call.key}`,
    name: `${origin}/${call.index}`,
    from,
    to: dateOf(record.endedAt ?? record.startedAt),
    title: clean(titleOf(record)),
    attributes: [
      ...clean([
        ...spanAttributes(record, record),
        ...some(record.answeredBy, (model) => word('gen_ai.response.model', model)),
        ...some(record.status, (code) => whole('http.response.status_code', code)),
        word('brownout.seed', run.seed),
        ...some(scope, (name) => word('brownout.scope', name)),
        whole('brownout.attempt', record.attempt + 1),
        ...some(record.ending, (how) => word('brownout.ending', how)),
      ]),
      ...(hasTexts ? textAttributes(record, clean) : []),
    ],
    events: record.fired.map(({ fault, parameters, at }) => eventOf(fault, parameters, dateOf(at))),
    isWhole: record.ending === 'complete',
  })
  return call.trace === undefined ? span : { ...span, traceId: call.trace.traceId, parentSpanId: call.trace.spanId }
}

function eventOf(fault: string, parameters: Readonly<Record<string, unknown>>, date: number): SpanEvent {
  const attributes: Attribute[] = [word('brownout.fault.name', fault), word('brownout.fault.parameters', JSON.stringify(parameters))]
  return { name: faultEvent, timeUnixNano: nanoseconds(date), attributes }
}
