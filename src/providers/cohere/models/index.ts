import { contextWindowOf, decodeModels, defineEndpoint, lastSegment, type Endpoint } from '../../../kit.ts'
import { hasKey } from '../decode.ts'
import { writerOf } from '../writer.ts'

/** Some models that the API lists, with the endpoints that take them (https://docs.cohere.com/docs/models). */
const known: Readonly<Record<string, readonly string[]>> = {
  'command-a-03-2025': ['generate', 'chat', 'summarize'],
  'command-r-08-2024': ['generate', 'chat', 'summarize'],
  'embed-v4.0': ['embed'],
  'rerank-v3.5': ['rerank'],
}

const chatting = known['command-a-03-2025']!

/** The default context window, in tokens. */
const usualWindow = 128_000

/** One model (`GetModelResponse` of cohere-ai). Any model exists, unless a fault removes it. */
function modelBody(name: string): Readonly<Record<string, unknown>> {
  const endpoints = Object.hasOwn(known, name) ? known[name]! : chatting
  return {
    name,
    is_deprecated: false,
    endpoints,
    finetuned: false,
    context_length: contextWindowOf(name) ?? usualWindow,
    tokenizer_url: null,
    default_endpoints: [],
    features: null,
  }
}

/** The list of models, and one model. The listed ones are examples: any model can be used. */
export const models: readonly Endpoint[] = [
  defineEndpoint({
    name: 'models',
    method: 'GET',
    path: /^(?:\/v[12])?\/models$/,
    readablePath: '/v1/models',
    documentation: 'https://docs.cohere.com/reference/list-models',
    decode: (request) => decodeModels(request, hasKey),
    write: (exchange) => ({ ...writerOf(exchange), body: () => ({ models: Object.keys(known).map(modelBody) }) }),
  }),
  defineEndpoint({
    name: 'models',
    method: 'GET',
    path: /^(?:\/v[12])?\/models\/[^/]+$/,
    readablePath: '/v1/models/{model}',
    documentation: 'https://docs.cohere.com/reference/get-model',
    decode: (request) => decodeModels(request, { ...hasKey, model: lastSegment(request.url) }),
    write: (exchange) => ({ ...writerOf(exchange), body: (_, { call }) => modelBody(call.model) }),
  }),
]
