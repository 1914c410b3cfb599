import { baseUrlsOf, type Provider, type BaseUrlOptions } from '../../kit.ts'
import { chatEndpoint } from '../openai/chat/index.ts'
import { mistralChat } from './chat.ts'
import { mistralEmbeddings } from './embeddings.ts'

const home = 'https://api.mistral.ai'

/**
 * Mistral's Chat Completions and Embeddings.
 * @throws BrownoutError where a base URL is none
 * @example
 * brownout({ providers: [mistral()] })
 */
export function mistral({ name = 'mistral', baseURL = home }: BaseUrlOptions = {}): Provider {
  return { name, baseUrls: baseUrlsOf(name, baseURL, home), endpoints: [chatEndpoint(mistralChat), mistralEmbeddings] }
}
