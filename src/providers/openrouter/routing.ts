import { jsonObjectOf, type Endpoint, type WireRequest } from '../../kit.ts'

/** The models that a request names, in the order in which they are tried. */
function modelsOf(request: WireRequest): readonly string[] {
  if (!request.text.includes('"models"')) return []
  const { model, models } = jsonObjectOf(request.text) ?? {}
  const listed = Array.isArray(models) ? (models as unknown[]) : []
  return [...new Set([model, ...listed].filter((name) => typeof name === 'string'))]
}

/** Adds a model to a request: the first of `models` if it has only them. */
function withModel(request: WireRequest): WireRequest {
  const [model] = modelsOf(request)
  const body = model === undefined ? undefined : jsonObjectOf(request.text)
  return body === undefined || body['model'] !== undefined ? request : { ...request, text: JSON.stringify({ ...body, model }) }
}

/**
 * Wraps an endpoint so that a request falls back to the next of its `models`. Any error of a model leads to the next one, even a
 * too long prompt. A model that has started to answer is not replaced. The response names the model that answered, and the
 * client gets the error of the last one (https://openrouter.ai/docs/guides/routing/model-fallbacks).
 */
export function routed(endpoint: Endpoint): Endpoint {
  return {
    ...endpoint,
    decode: (request, store) => endpoint.decode(withModel(request), store),
    fallbackModels: (request) => modelsOf(request).slice(1),
  }
}

/** The parameters of OpenRouter's Responses beyond OpenAI's (@openrouter/sdk, models/responsesrequest). */
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

/** Wraps an endpoint in OpenAI's wire format so that it accepts OpenRouter's own parameters. */
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
