import { decodeModels, defineEndpoint, titleOf, type Endpoint } from '../../../kit.ts'
import { missingCredentials } from '../decode.ts'
import { writerOf } from '../writer.ts'

/** Some models that the gateway lists, each with its kind (https://vercel.com/ai-gateway/models). */
const known: Readonly<Record<string, 'language' | 'embedding'>> = {
  'anthropic/claude-sonnet-5': 'language',
  'google/gemini-2.5-flash': 'language',
  'openai/gpt-4o': 'language',
  'openai/gpt-4o-mini': 'language',
  'openai/text-embedding-3-small': 'embedding',
}

/** The models, as read by `gateway.getAvailableModels()` (@ai-sdk/gateway, src/gateway-fetch-metadata.ts). */
export const config: Endpoint = defineEndpoint({
  name: 'config',
  method: 'GET',
  path: '/config',
  documentation: 'https://ai-sdk.dev/providers/ai-sdk-providers/ai-gateway',
  decode: (request) => decodeModels(request, { refusal: missingCredentials }),
  write(exchange) {
    const { ids: _ids, ...writer } = writerOf(exchange)
    return { ...writer, body: () => ({ models: Object.entries(known).map(([id, modelType]) => modelOf(id, modelType)) }) }
  },
})

function modelOf(id: string, modelType: string): unknown {
  return {
    id,
    name: titleOf(id.split('/')[1]!),
    description: null,
    pricing: { input: '0.0000025', output: '0.00001' },
    specification: { specificationVersion: 'v4', provider: 'gateway', modelId: id },
    modelType,
  }
}
