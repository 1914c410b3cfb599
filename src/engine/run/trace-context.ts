import type { Call } from '../model/call.ts'
import type { WireRequest } from '../model/wire-request.ts'

/** Version, trace, span and flags (https://www.w3.org/TR/trace-context/#traceparent-header). */
const traceparent = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-[\da-f]{2}(?:$|-)/

/** The trace that a request belongs to. `undefined` if it has none, or one that is not valid. */
export function traceOf({ headers }: Pick<WireRequest, 'headers'>): Call['trace'] {
  const [, traceId, spanId] = traceparent.exec(headers.get('traceparent') ?? '') ?? []
  return traceId === undefined || spanId === undefined ? undefined : { traceId, spanId }
}
