import { emulate, type Provider, type ProviderOptions } from '../../kit.ts'
import { facts } from '../facts.ts'

/**
 * Cohere's API, version 2: chat, streaming and not, and embeddings. A base URL may end in `/v2` or not.
 * @throws BrownoutError if a base URL is not a URL
 * @see https://docs.cohere.com/reference/chat
 * @example
 * const chaos = brownout({ providers: [cohere()] })
 */
export function cohere(options: ProviderOptions = {}): Provider {
  return emulate({ name: 'cohere', ...facts.cohere }, options, async () => (await import('./endpoints.ts')).endpoints)
}
