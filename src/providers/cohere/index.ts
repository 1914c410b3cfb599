import { emulate, type Provider, type ProviderOptions } from '../../kit.ts'
import { facts } from '../facts.ts'

/**
 * Cohere's API: chat, streaming and non-streaming, embeddings and reranking, in version 2 and in version 1, which LangChain uses. A base
 * URL can end in `/v2`.
 * @throws BrownoutError if a base URL is not a URL
 * @see https://docs.cohere.com/reference/chat
 * @example
 * const chaos = brownout({ providers: [cohere()] })
 */
export function cohere(options: ProviderOptions = {}): Provider {
  return emulate({ name: 'cohere', ...facts.cohere }, options, async () => (await import('./endpoints.ts')).endpoints)
}
