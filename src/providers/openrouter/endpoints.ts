import type { Endpoint } from '../../kit.ts'
import { embeddingsEndpoint } from '../openai/embeddings/index.ts'
import { chat } from './chat/index.ts'
import { openrouterHost } from './host.ts'

export const endpoints: readonly Endpoint[] = [
  chat,
  embeddingsEndpoint(openrouterHost, '/embeddings', 'https://openrouter.ai/docs/api-reference/embeddings'),
]
