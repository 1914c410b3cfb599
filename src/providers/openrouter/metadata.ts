import type { Endpoint, Exchange, Frame, FrameItem } from '../../kit.ts'
import { errorOf } from './problem.ts'
import { upstreamOf } from './upstream.ts'

/** The header that requests it, with its current and its first name. */
const names = ['x-openrouter-metadata', 'x-openrouter-experimental-metadata'] as const

function isAskedFor({ request }: Exchange): boolean {
  return names.some((name) => request.headers.get(name)?.toLowerCase() === 'enabled')
}

/**
 * The actions of the router, if requested: which models and providers it tried, with their statuses
 * (https://openrouter.ai/docs/guides/routing/routers/router-metadata; @openrouter/sdk, models/openroutermetadata). Assumed: the
 * strategy of a request with fallbacks.
 */
function metadataOf({ call, failedModels = [] }: Exchange, status: number): unknown {
  const failed = failedModels.map((each) => attemptAt(each.call.model, each.status))
  const attempts = [...failed, attemptAt(call.model, status)]
  const selected = status === 200 ? call.model : undefined
  const outcome = selected === undefined ? '' : `, selected=${upstreamOf(call.model).name}`
  return {
    requested: attempts[0]!.model,
    strategy: failed.length === 0 ? 'direct' : 'fallback',
    region: 'iad',
    summary: `available=${attempts.length}, attempts=${attempts.length}${outcome}`,
    attempt: attempts.length,
    is_byok: false,
    endpoints: {
      total: attempts.length,
      available: attempts.map(({ provider, model }) => ({ provider, model, selected: model === selected })),
    },
    attempts,
  }
}

function attemptAt(model: string, status: number): { readonly provider: string; readonly model: string; readonly status: number } {
  return { provider: upstreamOf(model).name, model, status }
}

/** Adds it to a payload: at the top, or in the response of a Responses event. */
function withMetadata(frame: Frame, metadata: unknown): Frame {
  const payload = JSON.parse(frame.data) as Readonly<Record<string, unknown>>
  const { response } = payload
  const told = { openrouter_metadata: metadata }
  return {
    ...frame,
    data: JSON.stringify(typeof response === 'object' ? { ...payload, response: { ...response, ...told } } : { ...payload, ...told }),
  }
}

/** Wraps an endpoint so that it reports the router's actions if requested: in a body, or in the last event of a stream. */
export function reportingRoutes(endpoint: Endpoint): Endpoint {
  return {
    ...endpoint,
    encode: (beats, exchange) =>
      isAskedFor(exchange) ? reported(endpoint.encode(beats, exchange), exchange) : endpoint.encode(beats, exchange),
  }
}

function* reported(items: Iterable<FrameItem>, exchange: Exchange): Generator<FrameItem, void, undefined> {
  let status = 200
  for (const item of items) {
    // An error with status 200 had another status between OpenRouter and the provider.
    if (item.type === 'head') status = item.problem === undefined ? item.status : errorOf(item.problem, exchange).code
    const isLast = item.type === 'frame' && (item.role === 'body' || item.reportsUsage === true)
    yield isLast ? withMetadata(item, metadataOf(exchange, status)) : item
  }
}
