import { baseUrlsOf, type Provider, type BaseUrlOptions } from '../../kit.ts'
import { chatEndpoint } from '../openai/chat/index.ts'
import { embeddingsEndpoint } from '../openai/embeddings/index.ts'
import { openrouterChat, openrouterHost } from './chat.ts'

const home = 'https://openrouter.ai/api/v1'

/**
 * OpenRouter's Chat Completions and Embeddings: one API before many providers, which says who answered and what it cost.
 * @throws BrownoutError where a base URL is none
 * @example
 * brownout({ providers: [openrouter()] })
 */
export function openrouter({ name = 'openrouter', baseURL = home }: BaseUrlOptions = {}): Provider {
  return {
    name,
    baseUrls: baseUrlsOf(name, baseURL, home),
    endpoints: [
      chatEndpoint(openrouterChat),
      embeddingsEndpoint(openrouterHost, '/embeddings', 'https://openrouter.ai/docs/api-reference/embeddings'),
    ],
  }
}
