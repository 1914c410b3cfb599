import { emulate, type Provider, type ProviderOptions } from '../../kit.ts'
import { facts } from '../facts.ts'

/**
 * OpenRouter's Chat Completions and Embeddings: one API for many providers, which reports the provider and the cost.
 * @throws BrownoutError if a base URL is not a URL
 * @example
 * brownout({ providers: [openrouter()] })
 */
export function openrouter(options: ProviderOptions = {}): Provider {
  return emulate({ name: 'openrouter', ...facts.openrouter }, options, async () => (await import('./endpoints.ts')).endpoints)
}
