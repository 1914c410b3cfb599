import { flag, fraction, some, whole, word, words, type Attribute } from './attribute.ts'
import { conventionalName } from './names.ts'

/** The attributes of a call. They contain no text of a prompt or an answer. */
export interface TracedCall {
  readonly provider: string
  readonly endpoint: string
  readonly host: string
  readonly model: string
  readonly stream: boolean
  readonly startedAt: number
  readonly firstByteAt?: number | undefined
  readonly status?: number | undefined
  readonly ending?: string | undefined
  readonly problem?: { readonly kind: string } | undefined
  readonly finish?: string | undefined
  readonly usage?: { readonly inputTokens: number; readonly outputTokens: number } | undefined
}

/**
 * The conventions' name of an operation: they name text answers, vectors and tool runs. Any other operation
 * has the name of its endpoint.
 */
export function operationOf({ endpoint }: Pick<TracedCall, 'endpoint'>): string {
  if (/embed/i.test(endpoint)) return 'embeddings'
  if (endpoint === 'tools/call') return 'execute_tool'
  return /moderation|rerank|models|count/i.test(endpoint) ? endpoint : 'chat'
}

/** The name of a span: the operation, and the model. */
export function titleOf(call: Pick<TracedCall, 'endpoint' | 'model'>): string {
  return call.model === '' ? operationOf(call) : `${operationOf(call)} ${call.model}`
}

/** The attributes that distinguish kinds of calls: few values, so that metrics can be grouped by them. */
export function kindAttributes(call: Pick<TracedCall, 'provider' | 'endpoint' | 'host' | 'model'>): Attribute[] {
  return [
    word('gen_ai.operation.name', operationOf(call)),
    word('gen_ai.provider.name', conventionalName(call.provider)),
    ...some(call.model, (model) => word('gen_ai.request.model', model)),
    ...some(call.host, (host) => word('server.address', host)),
  ]
}

/** How a call failed, if it did. */
export function errorAttributes(call: TracedCall): Attribute[] {
  return call.ending === 'complete' ? [] : [word('error.type', errorOf(call))]
}

/**
 * The attributes of a span.
 * @param first the first call that the span covers
 * @param last the call that ended it
 */
export function spanAttributes(first: TracedCall, last: TracedCall): Attribute[] {
  return [
    ...kindAttributes(first),
    flag('gen_ai.request.stream', first.stream),
    ...some(last.firstByteAt, (at) => fraction('gen_ai.response.time_to_first_chunk', (at - first.startedAt) / 1_000)),
    ...some(last.finish, (reason) => words('gen_ai.response.finish_reasons', [reason])),
    ...some(last.usage, ({ inputTokens }) => whole('gen_ai.usage.input_tokens', inputTokens)),
    ...some(last.usage, ({ outputTokens }) => whole('gen_ai.usage.output_tokens', outputTokens)),
    ...errorAttributes(last),
    word('brownout.provider', first.provider),
    ...some(first.endpoint, (endpoint) => word('brownout.endpoint', endpoint)),
  ]
}

/** The failure as a low-cardinality word: the kind of the problem, otherwise the status, otherwise the ending. */
function errorOf({ problem, status, ending }: TracedCall): string {
  if (problem !== undefined) return problem.kind
  return status !== undefined && status >= 400 ? String(status) : (ending ?? '_OTHER')
}
