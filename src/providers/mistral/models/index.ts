import { decodeModels, defineEndpoint, lastSegment, type Endpoint } from '../../../kit.ts'
import { writerAt } from '../../openai/writer.ts'
import { mistralHost } from '../host.ts'
import { windowOf } from '../window.ts'

/** Some models that the API lists (https://docs.mistral.ai/getting-started/models). */
const known = ['mistral-large-latest', 'mistral-medium-latest', 'mistral-small-latest', 'magistral-medium-latest', 'mistral-embed']

/** One model, with its capabilities (`BaseModelCard` of @mistralai/mistralai). */
function modelBody(id: string): Readonly<Record<string, unknown>> {
  const chats = !id.includes('embed')
  return {
    id,
    object: 'model',
    created: 1_760_000_000,
    owned_by: 'mistralai',
    capabilities: {
      completion_chat: chats,
      function_calling: chats,
      reasoning: id.startsWith('magistral'),
      completion_fim: id.startsWith('codestral'),
      fine_tuning: false,
      vision: chats,
      ocr: false,
      classification: false,
      moderation: false,
      audio: false,
      audio_transcription: false,
    },
    name: id,
    description: null,
    max_context_length: windowOf(id),
    aliases: [],
    deprecation: null,
    default_model_temperature: null,
    type: 'base',
  }
}

/** The list of models, and one model. The listed ones are examples: any model can be used. */
export const models: readonly Endpoint[] = [
  defineEndpoint({
    name: 'models',
    method: 'GET',
    path: /^(?:\/v1)?\/models$/,
    documentation: 'https://docs.mistral.ai/api/endpoint/models',
    decode: (request) => decodeModels(request, mistralHost),
    write: (exchange) => ({ ...writerAt(mistralHost, exchange), body: () => ({ object: 'list', data: known.map(modelBody) }) }),
  }),
  defineEndpoint({
    name: 'models',
    method: 'GET',
    path: /^(?:\/v1)?\/models\/[^/]+$/,
    documentation: 'https://docs.mistral.ai/api/endpoint/models',
    decode: (request) => decodeModels(request, { ...mistralHost, model: lastSegment(request.url) }),
    write: (exchange) => ({ ...writerAt(mistralHost, exchange), body: (_, { call }) => modelBody(call.model) }),
  }),
]
