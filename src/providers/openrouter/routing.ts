import { jsonObjectOf, type Endpoint, type WireRequest } from '../../kit.ts'

/** The models that a request names, in the order in which they are tried. */
function modelsOf(request: WireRequest): readonly string[] {
  if (!request.text.includes('"models"')) return []
  const { model, models } = jsonObjectOf(request.text) ?? {}
  const listed = Array.isArray(models) ? (models as unknown[]) : []
  return [...new Set([model, ...listed].filter((name) => typeof name === 'string'))]
}

/** What the router reads of a request, and not the model (@openrouter/sdk, models/responsesrequest). */
const routerParameters = [
  'models',
  'provider',
  'plugins',
  'route',
  'session_id',
  'trace',
  'debug',
  'cache_control',
  'image_config',
  'modalities',
  'top_k',
  'frequency_penalty',
  'presence_penalty',
  'stop_server_tools_when',
] as const

/** A request as the model gets it: without the router's parameters, and with the first of `models` if it names no model. */
function asPassedOn(request: WireRequest): WireRequest {
  const read = routerParameters.filter((name) => request.text.includes(`"${name}"`))
  const body = read.length === 0 ? undefined : jsonObjectOf(request.text)
  if (body === undefined) return request
  const [model] = modelsOf(request)
  const kept = Object.entries(body).filter(([name]) => !read.some((parameter) => parameter === name))
  return { ...request, text: JSON.stringify({ ...(model === undefined ? {} : { model }), ...Object.fromEntries(kept) }) }
}

/**
 * An endpoint that passes a request on to the next of its `models` if one fails. Any error of a model leads to the next, also that a
 * prompt is too long for it; a model that has begun to answer is not replaced. The response names the model that answered, and the
 * error of the last one is what the client gets (https://openrouter.ai/docs/guides/routing/model-fallbacks).
 */
export function routed(endpoint: Endpoint): Endpoint {
  return {
    ...endpoint,
    decode: (request, store) => endpoint.decode(asPassedOn(request), store),
    fallbackModels: (request) => modelsOf(request).slice(1),
  }
}
