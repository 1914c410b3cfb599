import type { Endpoint } from '../../kit.ts'
import { chatEndpoint } from '../openai/chat/index.ts'
import { embeddingsEndpoint } from '../openai/embeddings/index.ts'
import { openrouterChat, openrouterHost } from './chat.ts'

export const endpoints: readonly Endpoint[] = [
  chatEndpoint(openrouterChat),
  embeddingsEndpoint(openrouterHost, '/embeddings', 'https://openrouter.ai/docs/api-reference/embeddings'),
]
