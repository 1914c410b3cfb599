import { emulate, type Provider, type ProviderOptions } from '../../kit.ts'
import { facts } from '../facts.ts'

/**
 * Mistral's Chat Completions and Embeddings.
 * @throws BrownoutError if a base URL is not a URL
 * @example
 * brownout({ providers: [mistral()] })
 */
export function mistral(options: ProviderOptions = {}): Provider {
  return emulate({ name: 'mistral', ...facts.mistral }, options, async () => (await import('./endpoints.ts')).endpoints)
}
