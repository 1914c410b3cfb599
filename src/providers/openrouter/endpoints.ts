import type { Endpoint } from '../../kit.ts'
import { embeddingsEndpoint } from '../openai/embeddings/index.ts'
import { responsesEndpoint } from '../openai/responses/index.ts'
import { chat } from './chat/index.ts'
import { openrouterHost } from './host.ts'
import { models } from './models/index.ts'

export const endpoints: readonly Endpoint[] = [
  chat,
  responsesEndpoint(openrouterHost, '/responses', 'https://openrouter.ai/docs/api-reference/responses/overview'),
  embeddingsEndpoint(openrouterHost, '/embeddings', 'https://openrouter.ai/docs/api-reference/embeddings'),
  models,
]
