import { hexadecimalOf } from './identifier.ts'
import { nanoseconds, type Attribute } from './attribute.ts'
import { schemaUrl } from './names.ts'

/** Something that happened within a span. */
export interface SpanEvent {
  readonly name: string
  readonly timeUnixNano: string
  readonly attributes: readonly Attribute[]
}

/** One operation, from its beginning to its end. */
export interface Span {
  readonly traceId: string
  readonly spanId: string
  /** The span that it is within, if the client sent one. */
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: readonly Attribute[]
  readonly events: readonly SpanEvent[]
  readonly status: { readonly code: number }
}

/** The source of telemetry. */
export interface Resource {
  readonly attributes: readonly Attribute[]
}

/** Spans in OTLP's JSON encoding, as collectors take them at `/v1/traces`. */
export interface OtlpTraces {
  readonly resourceSpans: readonly {
    readonly resource: Resource
    readonly scopeSpans: readonly {
      readonly scope: { readonly name: string }
      readonly schemaUrl: string
      readonly spans: readonly Span[]
    }[]
  }[]
}

const clientKind = 3
const [okCode, errorCode] = [1, 2]

export const scope = { name: 'brownout' } as const

/** Spans of a resource. */
export function tracesOf(resource: Resource, spans: readonly Span[]): OtlpTraces {
  return { resourceSpans: [{ resource, scopeSpans: [{ scope, schemaUrl, spans }] }] }
}

/** The content of a span. Times are in ms since 1970. */
export interface SpanContent {
  /** A text that is unique to its trace. */
  readonly traceName: string
  /** A text that is unique to the span. */
  readonly name: string
  readonly from: number
  readonly to: number
  /** How it is shown. */
  readonly title: string
  readonly attributes: readonly Attribute[]
  readonly events: readonly SpanEvent[]
  readonly isWhole: boolean
}

/** A span of a client of a model. */
export function clientSpan({ traceName, name, from, to, title, attributes, events, isWhole }: SpanContent): Span {
  return {
    traceId: hexadecimalOf(`trace/${traceName}`, 32),
    spanId: hexadecimalOf(`span/${name}`, 16),
    name: title,
    kind: clientKind,
    startTimeUnixNano: nanoseconds(from),
    endTimeUnixNano: nanoseconds(to),
    attributes,
    events,
    status: { code: isWhole ? okCode : errorCode },
  }
}
