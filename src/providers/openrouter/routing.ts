import { jsonObjectOf, type Endpoint, type WireRequest } from '../../kit.ts'

/** The models that a request names, in the order in which they are tried. */
function modelsOf(request: WireRequest): readonly string[] {
  if (!request.text.includes('"models"')) return []
  const { model, models } = jsonObjectOf(request.text) ?? {}
  const listed = Array.isArray(models) ? (models as unknown[]) : []
  return [...new Set([model, ...listed].filter((name) => typeof name === 'string'))]
}

/** A request that names its model: the first of `models` if it has only them. */
function withModel(request: WireRequest): WireRequest {
  const [model] = modelsOf(request)
  const body = model === undefined ? undefined : jsonObjectOf(request.text)
  return body === undefined || body['model'] !== undefined ? request : { ...request, text: JSON.stringify({ ...body, model }) }
}

/**
 * An endpoint that passes a request on to the next of its `models` if one fails. Any error of a model leads to the next, also that a
 * prompt is too long for it; a model that has begun to answer is not replaced. The response names the model that answered, and the
 * error of the last one is what the client gets (https://openrouter.ai/docs/guides/routing/model-fallbacks).
 */
export function routed(endpoint: Endpoint): Endpoint {
  return {
    ...endpoint,
    decode: (request, store) => endpoint.decode(withModel(request), store),
    fallbackModels: (request) => modelsOf(request).slice(1),
  }
}

/** What OpenRouter's Responses take beyond those of OpenAI (@openrouter/sdk, models/responsesrequest). */
const ownParameters = [
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

/** An endpoint in OpenAI's dialect that also takes parameters of OpenRouter's own. */
export function withOwnParameters(endpoint: Endpoint): Endpoint {
  return {
    ...endpoint,
    decode(request, store) {
      const own = ownParameters.filter((name) => request.text.includes(`"${name}"`))
      const body = own.length === 0 ? undefined : jsonObjectOf(request.text)
      if (body === undefined) return endpoint.decode(request, store)
      const kept = Object.entries(body).filter(([name]) => !own.some((parameter) => parameter === name))
      return endpoint.decode({ ...request, text: JSON.stringify(Object.fromEntries(kept)) }, store)
    },
  }
}
